import type { Desk } from '@yimen/edge';
import { union } from './agency.ts';

export const unionDesk: Desk = { agency: union };
