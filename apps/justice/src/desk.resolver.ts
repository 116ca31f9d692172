import type { Desk } from '@yimen/edge';
import { justice } from './agency.ts';

export const justiceDesk: Desk = { agency: justice };
