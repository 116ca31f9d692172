import { run } from '@yimen/edge';
import { peopleDesk } from './desk.resolver.ts';
await run(peopleDesk);
