// as: libs/terms/src/x.ts
// refused by: no-restricted-syntax
export const lot = () => Math.random();
