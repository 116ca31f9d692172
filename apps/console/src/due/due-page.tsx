import { Link } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useCaseNumbers } from '../case/case-number.tsx';
import { DeadlinesTable } from '../case/deadlines-tab.tsx';
import { useToday } from '../clock/clock-context.ts';
import { byUrgency, termOf } from '../clock/term.ts';
import { useLive } from '../graph/live.ts';
import type { Deadline } from '../graph/shapes.ts';
import { Failed, Nothing, Panel, Waiting } from '../parts/block.tsx';
import { useSession } from '../session/session-context.ts';
import { useWords } from '../words.ts';
import { dueQuery } from './due-query.ts';

const spans = [3, 7, 15, 30];
const OWN = 'own';
const ALL = 'all';

const groups = ['late', 'today', 'few', 'far'] as const;

/** Clocks that have run out or soon will, grouped by how grave that is. */
export default function DuePage() {
  const { t } = useWords();
  const { actor } = useSession();
  const [within, setWithin] = useState(3);
  const [whose, setWhose] = useState(ALL);
  const { data, error, again } = useLive(dueQuery, { within });
  const today = useToday();
  // A clock that is paused waits for nobody.
  const waits = (each: Deadline) => groups.some((group) => group === termOf(each, today).state);
  const meant = (each: Deadline) => whose === ALL || each.agency === actor.agency;
  const deadlines = data?.deadlinesDue.filter((each) => meant(each) && waits(each));
  return (
    <div className="page">
      <header className="page-head">
        <h1>
          {t('nav.due')}
          {deadlines && <span className="quiet"> ({deadlines.length})</span>}
        </h1>
      </header>
      <div className="tools">
        <Segmented
          aria-label={t('due.within')}
          value={within}
          onChange={setWithin}
          options={spans.map((days) => ({ value: days, label: t('due.days', { days }) }))}
        />
        <Whose whose={whose} change={setWhose} />
      </div>
      {error && <Failed error={error} again={again} />}
      {!deadlines && !error && <Waiting />}
      {deadlines && <Groups deadlines={deadlines} within={within} />}
    </div>
  );
}

/** Only for somebody whose agency has clocks of its own. */
function Whose({ whose, change }: { whose: string; change: (whose: string) => void }) {
  const { t } = useWords();
  const { actor, agencies } = useSession();
  if (!agencies.some((each) => each.name === actor.agency)) return null;
  const options = [
    { value: ALL, label: t('due.all') },
    { value: OWN, label: t('due.own') },
  ];
  return <Segmented aria-label={t('due.whose')} value={whose} onChange={change} options={options} />;
}

function Groups({ deadlines, within }: { deadlines: readonly Deadline[]; within: number }) {
  const { t } = useWords();
  const today = useToday();
  const numbers = useCaseNumbers(deadlines.flatMap(({ caseId }) => (caseId ? [caseId] : [])));
  const first = {
    key: 'case',
    title: t('cases.number'),
    width: 180,
    cell: ({ caseId }: Deadline) => caseId && <CaseLink id={caseId} number={numbers.get(caseId)} />,
  };
  const shown = groups.map(
    (group) => [group, deadlines.filter((each) => termOf(each, today).state === group)] as const,
  );
  if (shown.every(([, list]) => list.length === 0)) {
    return (
      <section className="panel">
        <Nothing>{t('due.none', { days: within })}</Nothing>
      </section>
    );
  }
  return shown.map(
    ([group, list]) =>
      list.length > 0 && (
        <Panel key={group} title={t(`due.group.${group}`, { count: list.length })}>
          <DeadlinesTable deadlines={byUrgency(list, today)} empty={null} first={first} />
        </Panel>
      ),
  );
}

const CaseLink = ({ id, number }: { id: string; number: string | undefined }) => (
  <Link to="/cases/$caseId" params={{ caseId: id }} search={{ tab: 'deadlines' }} className="number">
    {number ?? id.slice(0, 8)}
  </Link>
);
