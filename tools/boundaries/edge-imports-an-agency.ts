// as: libs/edge/src/x.ts
// refused by: house/imports
import { union } from '@yimen/union';

export const first = union;
