// as: apps/console/src/x.tsx
// refused by: house/imports
import { limits } from '@yimen/law';

export const days = limits;
