import { run } from '@yimen/edge';
import { jointCentreDesk } from './desk.resolver.ts';
await run(jointCentreDesk);
