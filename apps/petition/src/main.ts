import { run } from '@yimen/edge';
import { petitionDesk } from './desk.resolver.ts';
await run(petitionDesk);
