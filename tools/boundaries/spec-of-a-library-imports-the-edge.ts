// as: libs/casework/src/x.spec.ts
// refused by: house/imports
import { serve } from '@yimen/edge';

export const served = serve;
