// as: apps/court/src/filing/x.ts
// refused by: house/imports
import { serve } from '@yimen/edge';

export const start = serve;
