// as: apps/court/src/filing/x.ts
// refused by: house/imports
import { createHash } from 'node:crypto';

export const hash = createHash;
