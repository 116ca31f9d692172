// as: apps/court/src/filing/x.ts
// refused by: house/imports
import type { Mediation } from '@yimen/union';

export type Seen = Mediation;
