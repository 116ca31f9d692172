// as: apps/court/language/x.ts
// refused by: house/imports
import { AgreementReached } from '@yimen/union-language';

export const Heard = AgreementReached;
