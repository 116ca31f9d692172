import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { useWords } from '../words.ts';

export interface Column<R> {
  readonly key: string;
  readonly title: ReactNode;
  readonly cell: (row: R, at: number) => ReactNode;
  /** Amounts, counts and days stand right, so that their digits line up. */
  readonly right?: boolean;
  readonly width?: number | string;
  readonly total?: ReactNode;
}

interface TableProps<R> {
  /** Read out by screen readers; the eye reads the heading above. */
  readonly caption: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
  readonly empty?: ReactNode;
  /** A further row below one, for what is opened in place. */
  readonly below?: (row: R) => ReactNode;
  readonly className?: string;
}

/** A plain table: it prints, it reads aloud, it can be copied into a workbook. */
export function Table<R>({ caption, columns, rows, keyOf, empty, below, className = '' }: TableProps<R>) {
  const totals = columns.some((column) => column.total !== undefined);
  const { shown, more } = useFew(rows);
  return (
    <TableBox caption={caption} className={className}>
      <thead>
        <tr>
          {columns.map(({ key, title, right, width }) => (
            <th key={key} scope="col" className={right ? 'right' : undefined} style={{ width }}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((row, at) => (
          <Rows key={keyOf(row)} columns={columns} row={row} at={at} below={below?.(row)} />
        ))}
        {rows.length === 0 && (
          <tr>
            <td colSpan={columns.length}>{empty}</td>
          </tr>
        )}
      </tbody>
      {more && (
        <tbody>
          <tr>
            <td colSpan={columns.length}>{more}</td>
          </tr>
        </tbody>
      )}
      {totals && <Totals columns={columns} />}
    </TableBox>
  );
}

interface TableBoxProps {
  readonly caption: string;
  readonly className: string;
  readonly children: ReactNode;
}

/** Where a table is wider than the screen it moves in here, and the page stays where it is. */
export function TableBox({ caption, className, children }: TableBoxProps) {
  const box = useRef<HTMLDivElement>(null);
  // What can be moved takes the focus, for whoever moves it by the arrow keys.
  const focus = useMoves(box) ? { tabIndex: 0, role: 'group', 'aria-label': caption } : {};
  return (
    <div ref={box} className="table-box" {...focus}>
      <table className={`table ${className}`}>
        <caption className="unseen">{caption}</caption>
        {children}
      </table>
    </div>
  );
}

/** Whether there is more in the box than can be seen of it. */
function useMoves(box: RefObject<HTMLDivElement | null>): boolean {
  const [moves, setMoves] = useState(false);
  useEffect(() => {
    const { current } = box;
    if (!current) return;
    const sizes = new ResizeObserver(() =>
      setMoves(current.scrollWidth > current.clientWidth || current.scrollHeight > current.clientHeight),
    );
    for (const each of [current, ...current.children]) sizes.observe(each);
    return () => sizes.disconnect();
  }, [box]);
  return moves;
}

/** More rows than this are drawn only when they are asked for: a browser needs a second for some thousands. */
const FEW = 300;

function useFew<R>(rows: readonly R[]): { shown: readonly R[]; more: ReactNode } {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  if (all || rows.length <= FEW) return { shown: rows, more: undefined };
  const more = (
    <button type="button" className="link-button" onClick={() => setAll(true)}>
      {t('block.showAll', { count: rows.length })}
    </button>
  );
  return { shown: rows.slice(0, FEW), more };
}

interface RowsProps<R> {
  readonly columns: readonly Column<R>[];
  readonly row: R;
  readonly at: number;
  readonly below: ReactNode;
}

function Rows<R>({ columns, row, at, below }: RowsProps<R>) {
  return (
    <>
      <tr>
        {columns.map(({ key, right, cell }) => (
          <td key={key} className={right ? 'right' : undefined}>
            {cell(row, at)}
          </td>
        ))}
      </tr>
      {below && (
        <tr className="below">
          <td colSpan={columns.length}>{below}</td>
        </tr>
      )}
    </>
  );
}

function Totals<R>({ columns }: { columns: readonly Column<R>[] }) {
  return (
    <tfoot>
      <tr>
        {columns.map(({ key, right, total }) => (
          <td key={key} className={right ? 'right' : undefined}>
            {total}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}
