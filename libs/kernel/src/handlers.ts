/** Tables of handlers: this event, that answer. A view and a policy are such tables with different answers. */
import type { EventType, Of, Recorded } from './message.ts';
import type { Look } from './rows.ts';

export interface On<R> {
  readonly type: EventType<any, any>;
  readonly to: (event: Recorded<any>, look: Look) => R;
}

/** One row of the table. The event is named by its definition, never by a string. */
export function on<T extends EventType<any, any>, R>(
  type: T,
  to: (event: Recorded<Of<T>['data']>, look: Look) => R,
): On<R> {
  return { type, to };
}

/** The answers of a table to one stored event, which is read in its newest shape. */
export function answers<R>(table: readonly On<R>[], event: Recorded, look: Look): R[] {
  const rows = table.filter((row) => row.type.type === event.type);
  return rows.map((row) => row.to({ ...event, data: row.type.read(event.data, event.meta.shape) }, look));
}
