import type { Desk } from '@yimen/edge';
import { petitionOffice } from './agency.ts';

export const petitionDesk: Desk = { agency: petitionOffice };
