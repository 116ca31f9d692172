import { run } from '@yimen/edge';
import { courtDesk } from './desk.resolver.ts';
await run(courtDesk);
