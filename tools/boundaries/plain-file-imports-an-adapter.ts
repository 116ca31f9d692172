// as: apps/court/src/agency.ts
// refused by: house/imports
import { memory } from '@yimen/adapters';

export const store = memory;
