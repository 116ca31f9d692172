// as: tools/simulate/x.ts
// refused by: house/imports
import { union } from '@yimen/union';

export const first = union;
