// as: libs/kernel/src/x.ts
// refused by: no-restricted-globals
export const since = performance.now();
