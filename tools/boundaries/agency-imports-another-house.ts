// as: apps/court/src/filing/x.ts
// refused by: house/imports
import { union } from '@yimen/union';

export const neighbour = union;
