// as: apps/court/src/filing/x.ts
// refused by: house/imports
import { createHash } from 'crypto';

export const hash = createHash;
