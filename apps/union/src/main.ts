import { run } from '@yimen/edge';
import { unionDesk } from './desk.resolver.ts';
await run(unionDesk);
