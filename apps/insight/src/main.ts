import { run } from '@yimen/edge';
import { insightDesk } from './desk.resolver.ts';
await run(insightDesk);
