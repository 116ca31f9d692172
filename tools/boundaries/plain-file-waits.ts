// as: libs/kernel/src/x.ts
// refused by: no-restricted-globals
export const wait = () => new Promise((resolve) => setTimeout(resolve, 10));
