// as: libs/health/src/x.ts
// refused by: house/imports
import { union } from '@yimen/union';

export const first = union;
