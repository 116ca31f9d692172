// as: apps/court/src/filing/x.ts
// refused by: no-restricted-syntax
export const id = () => crypto.randomUUID();
