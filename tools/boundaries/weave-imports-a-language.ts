// as: libs/weave/src/x.ts
// refused by: house/imports
import { MediationOpened } from '@yimen/union-language';

export const heard = MediationOpened;
