// as: apps/court/src/filing/x.ts
// refused by: house/imports
import { union } from '../../../union/src/agency.ts';

export const neighbour = union;
