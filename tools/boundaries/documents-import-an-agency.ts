// as: libs/documents/src/x.ts
// refused by: house/imports
import { AgreementReached } from '@yimen/union-language';

export const source = AgreementReached;
