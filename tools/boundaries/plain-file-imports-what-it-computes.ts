// as: apps/court/src/filing/x.ts
// refused by: house/imports
export const load = (name: string) => import(name);
