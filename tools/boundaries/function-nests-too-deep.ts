// as: apps/court/src/filing/x.ts
// refused by: max-depth
export function deep(a: boolean[]) {
  for (const b of a) {
    if (b) {
      for (const c of a) {
        if (c) return true;
      }
    }
  }
  return false;
}
