/** The read side of one service: rows of views, checkpoints, running clocks. One port, transactional. */

export type Scalar = string | number | boolean;

/** A row of a view. `order` sorts as text; `caseId` finds what belongs to a case. */
export interface Row<D = any> {
  readonly key: string;
  readonly caseId?: string | undefined;
  readonly order?: string | undefined;
  readonly data: D;
  /** The fields of the data that a row may be found by; said when it is put, and not told with what is read. */
  readonly foundBy?: readonly string[] | undefined;
}

/** Which row it is. */
export type RowName = readonly [view: string, key: string];

export interface Query {
  /** Rows whose data holds these values (top level, equal), in fields that they may be found by. */
  readonly where?: Readonly<Record<string, Scalar>>;
  readonly caseIds?: readonly string[];
  /** Rows with `order` at or before this text. */
  readonly upTo?: string;
  readonly descending?: boolean;
  readonly limit?: number;
  /** Rows after this one in the order asked for: the page before ended here. */
  readonly after?: { readonly order: string; readonly key: string };
}

/** Reading rows. What a transaction has written it also sees. */
export interface Look {
  row<D = any>(view: string, key: string): Promise<Row<D> | undefined>;
  /** Sorted by `order`, then by key. */
  rows<D = any>(view: string, query?: Query): Promise<readonly Row<D>[]>;
  count(view: string, query?: Query): Promise<number>;
}

export interface RowsTransaction extends Look {
  put(view: string, row: Row): Promise<void>;
  drop(view: string, key: string): Promise<void>;
  /** Drops all rows of a view. */
  clear(view: string): Promise<void>;
}

export interface Rows extends Look {
  /**
   * All or nothing, and durable once it resolves. Two transactions that touch the same row run one after the other, so
   * `work` may be run again; it is never nested in another transaction.
   */
  transaction<T>(work: (tx: RowsTransaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
