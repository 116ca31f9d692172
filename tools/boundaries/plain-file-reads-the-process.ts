// as: apps/court/src/filing/x.ts
// refused by: no-restricted-globals
export const region = process.env['REGION'];
