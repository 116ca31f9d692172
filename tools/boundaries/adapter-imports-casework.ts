// as: libs/adapters/src/x.ts
// refused by: house/imports
import { DEADLINES } from '@yimen/casework';

export const view = DEADLINES;
