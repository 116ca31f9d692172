/** A view (视图) answers one question: a fold of events to rows. Pure; the listener keeps the rows. */
import { answers, type On } from './handlers.ts';
import type { Recorded } from './message.ts';
import type { Look, Row, RowName, RowsTransaction } from './rows.ts';

/** What an event does to one row; `undefined` removes it. */
export interface Change<R = any> {
  readonly key: string;
  readonly to: (row: R | undefined) => R | undefined;
}

export const change = <R>(key: string, to: (row: R | undefined) => R | undefined): Change<R> => ({ key, to });

export interface View<R = any> {
  readonly name: string;
  /** Which rows the events give (版次), 1 if left out: raised whenever they give others, which are then made anew. */
  readonly edition?: number;
  readonly on: readonly On<readonly Change<R>[]>[];
  /** Who must have said it; anybody if left out. */
  readonly of?: string | undefined;
  /** The text that rows are sorted by. */
  readonly order?: (row: R) => string;
  readonly caseId?: (row: R) => string | undefined;
  /** The fields that rows are asked for by, beside their case and order; by another field none is found. */
  readonly foundBy?: readonly (keyof R & string)[];
}

export const view = <R>(spec: View<R>): View<R> => spec;

const nothing = () => Promise.reject(new Error('a view is folded from events alone, so that it can be folded anew'));
const blind: Look = { row: nothing, rows: nothing, count: nothing };

const rowOf = <R>(shown: View<R>, key: string, data: R | undefined): Row<R> | undefined =>
  data === undefined
    ? undefined
    : { key, data, order: shown.order?.(data), caseId: shown.caseId?.(data), foundBy: shown.foundBy };

/** What an event does to the rows of a view, to be done one after the other: a row may change twice. */
export function changesBy(shown: View, event: Recorded): readonly Change<Row>[] {
  if ((shown.of ?? event.meta.agency) !== event.meta.agency) return [];
  const changes = answers(shown.on, event, blind).flat();
  return changes.map(({ key, to }) => change(key, (row) => rowOf(shown, key, to(row?.data))));
}

/** The rows of a view that an event changes. */
export const touchedBy = (shown: View, event: Recorded): readonly RowName[] =>
  changesBy(shown, event).map(({ key }) => [shown.name, key] as const);

/** Applies one event to the rows of a view. */
export async function project(shown: View, event: Recorded, tx: RowsTransaction): Promise<void> {
  for (const { key, to } of changesBy(shown, event)) {
    const row = to(await tx.row(shown.name, key));
    await (row ? tx.put(shown.name, row) : tx.drop(shown.name, key));
  }
}
