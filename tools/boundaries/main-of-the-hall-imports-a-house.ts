// as: apps/hall/src/main.ts
// refused by: house/imports
import { union } from '@yimen/union';

export const first = union;
