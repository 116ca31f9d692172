// as: libs/weave/src/x.ts
// refused by: house/imports
import { memoryStore } from '@yimen/adapters';

export const store = memoryStore;
