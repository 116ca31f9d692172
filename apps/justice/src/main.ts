import { run } from '@yimen/edge';
import { justiceDesk } from './desk.resolver.ts';
await run(justiceDesk);
