// as: apps/gateway/src/x.ts
// refused by: house/imports
import { execute } from '@yimen/kernel';

export const run = execute;
