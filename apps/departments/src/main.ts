import { run } from '@yimen/edge';
import { departmentsDesk } from './desk.resolver.ts';
await run(departmentsDesk);
