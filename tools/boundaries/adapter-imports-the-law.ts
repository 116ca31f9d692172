// as: libs/adapters/src/x.ts
// refused by: house/imports
import { limits } from '@yimen/law';

export const days = limits;
