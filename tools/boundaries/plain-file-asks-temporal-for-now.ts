// as: libs/law/src/x.ts
// refused by: no-restricted-syntax
import { Temporal } from 'temporal-polyfill';

export const today = () => Temporal.Now.plainDateISO();
