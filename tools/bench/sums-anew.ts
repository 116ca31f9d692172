/** A process that makes the view anew for each order, with the processor when nobody else wants it. */
import { connect, postgresRows, postgresStore } from '@yimen/adapters';
import { giveWay } from '@yimen/process';
import { takeOrders } from './orders.ts';
import { madeAnew } from './sums.ts';

const [url = '', schema = ''] = process.argv.slice(2);
const at = { database: await connect(url, 8), schema };
const storage = { store: await postgresStore(at), rows: await postgresRows(at) };
giveWay();
takeOrders(() => madeAnew(storage));
