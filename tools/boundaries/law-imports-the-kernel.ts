// as: libs/law/src/x.ts
// refused by: house/imports
import { event } from '@yimen/kernel';

export const made = event;
