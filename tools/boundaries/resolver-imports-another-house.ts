// as: apps/court/src/filing/filing.resolver.ts
// refused by: house/imports
import { union } from '@yimen/union';

export const neighbour = union;
