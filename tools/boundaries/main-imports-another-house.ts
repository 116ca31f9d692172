// as: apps/court/src/main.ts
// refused by: house/imports
import { union } from '@yimen/union';

export const neighbour = union;
