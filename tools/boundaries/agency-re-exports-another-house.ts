// as: apps/court/src/filing/x.ts
// refused by: house/imports
export { union } from '@yimen/union';
