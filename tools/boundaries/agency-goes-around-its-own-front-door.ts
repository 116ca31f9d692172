// as: apps/court/src/filing/x.ts
// refused by: house/imports
import { FilingAccepted } from '../../language/filing.ts';

export const said = FilingAccepted;
