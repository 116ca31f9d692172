// as: apps/health/src/checkup/x.ts
// refused by: house/imports
import { hr } from '@yimen/hr';

export const neighbour = hr;
