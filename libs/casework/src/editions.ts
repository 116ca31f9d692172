/**
 * Editions (版次) of views, and whose they are: two builds that fold the same events to other rows must not write them
 * by turns, as the older and the newer process of a rolling restart would.
 */
import { begun, Unavailable, type Look, type Query, type Rows, type RowsTransaction, type View } from '@yimen/kernel';
import type { Agency } from './agency.ts';

/** By view, the edition that its rows are of. */
export const EDITIONS = 'editions';
export const editionOf = ({ edition = 1 }: View): number => edition;

/** By source, the editions of whoever hears it. A row for each, because one for all would let no two write at once. */
const HEARS = 'hears-as';
const asNow = ({ views }: Agency): string =>
  views
    .map((view) => `${view.name} ${editionOf(view)}`)
    .toSorted()
    .join(', ');

const takenOver = () =>
  new Unavailable(
    '另一版本的程序已接管本机构的视图，本进程不再听取事件，只办理请求，请尽快结束 · ' +
      'another build has taken over the views of this agency; this process hears nothing more and should be ended',
  );

/** The rows as whoever hears `from` writes them, until another build has taken over. */
export function heldAs(made: Agency, from: string, rows: Rows): Rows {
  const own = asNow(made);
  const transaction: Rows['transaction'] = (work) =>
    rows.transaction(async (tx) => {
      const check = async () => {
        const now = await tx.row<string>(HEARS, from);
        if (now && now.data !== own) throw takenOver();
      };
      // Begun together, so that it is asked in one question with what the work looks at first and goes no further than.
      const mine = begun(check());
      const once = async <T>(found: Promise<T>): Promise<T> => (await Promise.all([found, mine]))[0];
      const row = <R>(view: string, key: string) => once(tx.row<R>(view, key));
      const rowsOf = <R>(view: string, query?: Query) => once(tx.rows<R>(view, query));
      const done = await work({ ...tx, row, rows: rowsOf });
      await mine;
      return done;
    });
  return { ...rows, transaction };
}

/** Whether whoever heard last folds as this build does; what another one will go on writing must not be made anew. */
export async function isHeldHere(made: Agency, look: Look): Promise<boolean> {
  const own = asNow(made);
  return (await look.rows<string>(HEARS)).every(({ data }) => data === own);
}

/** From here on only this build hears. Another that is in the middle of it comes to its end first. */
export async function takeOver(made: Agency, tx: RowsTransaction): Promise<void> {
  const own = asNow(made);
  const sources = new Set([made.name, ...made.hears.map(({ agency }) => agency)]);
  for (const key of [...sources].toSorted())
    if ((await tx.row<string>(HEARS, key))?.data !== own) await tx.put(HEARS, { key, data: own });
}
