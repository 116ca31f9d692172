// as: apps/court/src/filing/x.ts
// refused by: house/imports
import { parse } from 'graphql';

export const read = parse;
