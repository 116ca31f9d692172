/** One suite for each port, run by every adapter. */
export { busContract } from './bus.contract.ts';
export { rowsContract } from './rows.contract.ts';
export { storeContract, stored } from './store.contract.ts';
