/** A view as small as one can be, over events of a log: of each stream the sum and the last who was paid. */
import { agency, language, logOf, rebuild } from '@yimen/casework';
import { change, event, on, view, type EventStore, type Rows } from '@yimen/kernel';
import { z } from 'zod';

export interface Storage {
  readonly store: EventStore;
  readonly rows: Rows;
}

const none = { zh: '', en: '' };
export const Paid = event({ name: 'Paid', ...none, data: z.object({ fen: z.int(), to: z.string() }) });
interface Sum {
  readonly fen: number;
  readonly last: string;
}
export const sums = view<Sum>({
  name: 'sums',
  on: [
    on(Paid, ({ data, stream }) => [
      change<Sum>(stream, (row) => ({ fen: (row?.fen ?? 0) + data.fen, last: data.to })),
    ]),
  ],
});
const made = agency({ speaks: language('bench', none, []), hears: [], deciders: [], views: [sums] });

/** As the operator does it: beside the live one, and then switched. */
export async function madeAnew({ store, rows }: Storage): Promise<void> {
  const anew = await rebuild({ agency: made, rows, logs: [logOf('bench', store)] }, sums.name);
  await anew.switch();
}
