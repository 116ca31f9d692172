import { language } from '@yimen/casework';
import { depositEvents } from './deposit.ts';
import { matterEvents } from './matter.ts';
import { paymentEvents } from './payment.ts';

export * from './deposit.ts';
export * from './matter.ts';
export * from './payment.ts';
export const departmentsLanguage = language('departments', { zh: '行业主管部门', en: 'Departments' }, [
  ...paymentEvents,
  ...depositEvents,
  ...matterEvents,
]);
