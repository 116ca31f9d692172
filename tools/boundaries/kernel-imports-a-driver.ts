// as: libs/kernel/src/x.ts
// refused by: house/imports
import { Pool } from 'pg';

export const pool = new Pool();
