import type { Desk } from '@yimen/edge';
import { court } from './agency.ts';

export const courtDesk: Desk = { agency: court };
