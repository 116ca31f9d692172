import { useState } from 'react';
import { useToday } from '../clock/clock-context.ts';
import { dayOf } from '../clock/days.ts';
import { byUrgency } from '../clock/term.ts';
import { TermMark } from '../clock/term.tsx';
import type { Deadline } from '../graph/shapes.ts';
import { Nothing, Strip } from '../parts/block.tsx';
import { Table, type Column } from '../parts/table.tsx';
import { useWords } from '../words.ts';
import { useCase } from './case-context.ts';
import { useAgencyName } from './hand-over-marks.tsx';

/** All clocks of the case, the most urgent first, each of which can say why it ends on that day. */
export function DeadlinesTab() {
  const { t } = useWords();
  const { view } = useCase();
  const nameOf = useAgencyName();
  const today = useToday();
  if (!view.deadlines) return <Strip>{t('case.silent', { agency: nameOf('insight') })}</Strip>;
  return (
    <section className="panel">
      <DeadlinesTable deadlines={byUrgency(view.deadlines, today)} empty={<Nothing>{t('case.noDeadline')}</Nothing>} />
    </section>
  );
}

interface DeadlinesTableProps {
  readonly deadlines: readonly Deadline[];
  readonly empty: React.ReactNode;
  readonly first?: Column<Deadline>;
}

export function DeadlinesTable({ deadlines, empty, first }: DeadlinesTableProps) {
  const { t } = useWords();
  const [open, setOpen] = useState<string>();
  const columns = useColumns(open, (id) => setOpen(id === open ? undefined : id));
  return (
    <Table
      caption={t('case.tab.deadlines')}
      columns={first ? [first, ...columns] : columns}
      rows={deadlines}
      keyOf={(row) => row.id}
      empty={empty}
      className="fixed"
      below={(row) => row.id === open && <Why deadline={row} />}
    />
  );
}

/** The steps of the count, in order: where it began, by which article, what was left out, where it ends. */
function Why({ deadline }: { deadline: Deadline }) {
  const { t, say } = useWords();
  return (
    <div id={`why-${deadline.id}`} className="why">
      <p className="why-head">{t('deadline.why')}</p>
      <ol>
        {deadline.explain.map((step, at) => (
          <li key={at}>{say(step)}</li>
        ))}
      </ol>
      {deadline.explain.length === 0 && <p className="quiet">{t('deadline.noWhy')}</p>}
    </div>
  );
}

function useColumns(open: string | undefined, toggle: (id: string) => void): Column<Deadline>[] {
  const { t, say } = useWords();
  const nameOf = useAgencyName();
  return [
    { key: 'agency', title: t('deadline.agency'), width: 116, cell: (row) => nameOf(row.agency) },
    { key: 'name', title: t('deadline.name'), cell: (row) => say(row.name) },
    {
      key: 'law',
      title: t('deadline.law'),
      cell: (row) => <span className="quiet">{`${row.law} ${row.article}`}</span>,
    },
    { key: 'start', title: t('deadline.start'), width: 104, cell: (row) => <Day of={row.start} /> },
    { key: 'due', title: t('deadline.due'), width: 222, cell: (row) => <Due row={row} /> },
    {
      key: 'why',
      title: <span className="unseen">{t('deadline.why')}</span>,
      width: 132,
      cell: (row) => (
        <button
          type="button"
          className="link-button"
          aria-expanded={row.id === open}
          aria-controls={row.id === open ? `why-${row.id}` : undefined}
          onClick={() => toggle(row.id)}
        >
          {t('deadline.why')}
        </button>
      ),
    },
  ];
}

function Due({ row }: { row: Deadline }) {
  const { t } = useWords();
  return (
    <>
      <TermMark deadline={row} />
      {row.latest && <p className="quiet figure">{t('deadline.latest', { day: dayOf(row.latest) })}</p>}
    </>
  );
}

const Day = ({ of }: { of: string }) => <span className="figure">{dayOf(of)}</span>;
