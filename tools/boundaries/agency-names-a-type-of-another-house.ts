// as: apps/court/src/filing/x.ts
// refused by: house/imports
export type Seen = import('@yimen/union').Mediation;
