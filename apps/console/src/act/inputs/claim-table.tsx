import { Checkbox } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { membersOf, useCase } from '../../case/case-context.ts';
import { useAgencyName } from '../../case/hand-over-marks.tsx';
import type { ClaimItem, Person } from '../../graph/shapes.ts';
import { Money } from '../../parts/money.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { useWords } from '../../words.ts';

export interface ClaimRow {
  readonly item: ClaimItem;
  readonly person: Person;
}

interface ClaimTableProps {
  readonly id: string | undefined;
  readonly chosen: ReadonlySet<string>;
  readonly choose: (rows: readonly ClaimRow[], on: boolean) => void;
  /** Columns that a command asks for besides, such as an amount. */
  readonly more?: readonly Column<ClaimRow>[];
  readonly foot: ReactNode;
}

/** More rows than this are searched, not scrolled. */
const SHOWN = 200;

/** The claim items of the case as a table that one ticks, all of them at once if need be. */
export function ClaimTable({ id, chosen, choose, more = [], foot }: ClaimTableProps) {
  const { t } = useWords();
  const [sought, setSought] = useState('');
  const rows = useClaimRows();
  const none = useNone();
  const found = useMemo(() => rows.filter((row) => matches(row, sought.trim())), [rows, sought]);
  const columns = useColumns({ found, chosen, choose });
  return (
    <div className="claim-table" id={id} tabIndex={-1}>
      {rows.length > 10 && (
        <input
          type="search"
          className="cell-input"
          aria-label={t('people.search')}
          placeholder={t('people.search')}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
      )}
      <Table
        caption={t('claims.title')}
        columns={[...columns, ...more]}
        rows={found.slice(0, SHOWN)}
        keyOf={({ item }) => item.id}
        empty={<span className="quiet">{none}</span>}
        className="tight"
      />
      {found.length > SHOWN && <p className="quiet">{t('claims.more', { shown: SHOWN, count: found.length })}</p>}
      <p className="claim-foot">{foot}</p>
    </div>
  );
}

function useClaimRows(): ClaimRow[] {
  const { view } = useCase();
  return useMemo(() => membersOf(view).flatMap(({ person, items }) => items.map((item) => ({ item, person }))), [view]);
}

/** No claims, or nobody there to ask: the two must not look the same. */
function useNone(): string {
  const { t } = useWords();
  const { view } = useCase();
  const nameOf = useAgencyName();
  return view.members ? t('claims.none') : t('case.silent', { agency: nameOf('joint-centre') });
}

const matches = ({ person }: ClaimRow, sought: string): boolean =>
  sought === '' || [person.name, person.idNumber, person.phone].some((text) => text?.includes(sought));

interface Ticking {
  readonly found: readonly ClaimRow[];
  readonly chosen: ReadonlySet<string>;
  readonly choose: ClaimTableProps['choose'];
}

function useColumns(ticking: Ticking): Column<ClaimRow>[] {
  const { t, say } = useWords();
  return [
    {
      key: 'tick',
      title: <TickAll {...ticking} />,
      width: 34,
      cell: (row, at) => <Tick {...ticking} row={row} at={at} />,
    },
    { key: 'who', title: t('people.name'), cell: ({ person }) => <Who person={person} /> },
    {
      key: 'what',
      title: t('people.claims'),
      cell: ({ item }) => (
        <>
          {say(item.kindLabel)} <span className="quiet figure">{`${item.from} – ${item.to}`}</span>
        </>
      ),
    },
    { key: 'claimed', title: t('money.claimed'), right: true, cell: ({ item }) => <Money fen={item.fen} /> },
  ];
}

function TickAll({ found, chosen, choose }: Ticking) {
  const { t } = useWords();
  const ticked = found.filter(({ item }) => chosen.has(item.id)).length;
  return (
    <Checkbox
      aria-label={t('claims.all')}
      checked={found.length > 0 && ticked === found.length}
      indeterminate={ticked > 0 && ticked < found.length}
      onChange={(event) => choose(found, event.target.checked)}
    />
  );
}

function Tick({ chosen, choose, row, at }: Ticking & { readonly row: ClaimRow; readonly at: number }) {
  const { t } = useWords();
  return (
    <Checkbox
      aria-label={t('claims.one', { row: at + 1 })}
      checked={chosen.has(row.item.id)}
      onChange={(event) => choose([row], event.target.checked)}
    />
  );
}

/** A masked name and the last digits that tell two of them apart. */
function Who({ person }: { person: Person }) {
  const { t } = useWords();
  return (
    <>
      {person.name ?? t('case.nameHidden')} <span className="quiet figure">{person.idNumber?.slice(-4)}</span>
    </>
  );
}
