// as: apps/gateway/src/x.ts
// refused by: house/imports
import { serve } from '@yimen/edge';

export const served = serve;
