// as: apps/court/src/filing/x.spec.ts
// refused by: house/imports
import { union } from '@yimen/union';

export const neighbour = union;
