// as: apps/court/src/filing/x.spec.ts
// refused by: no-restricted-syntax
import { expect, it } from '@jest/globals';

it.only('stands alone', () => expect(1).toBe(1));
