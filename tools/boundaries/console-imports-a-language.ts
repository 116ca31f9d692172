// as: apps/console/src/x.tsx
// refused by: house/imports
import { MediationOpened } from '@yimen/union-language';

export const heard = MediationOpened;
