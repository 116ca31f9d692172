import { run } from '@yimen/edge';
import { hrDesk } from './desk.resolver.ts';
await run(hrDesk);
