// as: libs/kernel/src/x.ts
// refused by: house/imports
import { readFileSync } from 'node:fs';

export const read = readFileSync;
