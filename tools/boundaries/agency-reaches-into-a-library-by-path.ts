// as: apps/court/src/filing/x.ts
// refused by: house/imports
import { execute } from '../../../../libs/kernel/src/execute.ts';

export const run = execute;
