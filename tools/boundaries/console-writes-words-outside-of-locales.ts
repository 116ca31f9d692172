// as: apps/console/src/x.tsx
// refused by: house/no-han
export const greeting = '您好';
