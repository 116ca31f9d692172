// as: apps/court/src/filing/x.ts
// refused by: max-params
export const sum = (a: number, b: number, c: number, d: number) => a + b + c + d;
