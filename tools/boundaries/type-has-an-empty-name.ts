// as: apps/court/src/filing/x.ts
// refused by: house/names
export interface FilingHelper {
  readonly id: string;
}
