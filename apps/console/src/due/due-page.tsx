import { Link } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useCaseNumbers } from '../case/case-number.tsx';
import { DeadlinesTable } from '../case/deadlines-tab.tsx';
import { useToday } from '../clock/clock-context.ts';
import { byUrgency, termOf } from '../clock/term.ts';
import { useLive } from '../graph/live.ts';
import type { Deadline } from '../graph/shapes.ts';
import { Failed, Nothing, Panel, Waiting } from '../parts/block.tsx';
import { useSession } from '../session/session-context.ts';
import { useTitle } from '../parts/title.ts';
import { useWords } from '../words.ts';
import { dueQuery, MOST } from './due-query.ts';

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
  const [trail, setTrail] = useState<readonly string[]>([]);
  const after = trail.at(-1);
  const asked = { within, ...(whose === OWN ? { agency: actor.agency } : {}), ...(after ? { after } : {}) };
  const { data, error, again } = useLive(dueQuery, asked);
  const today = useToday();
  // A clock that is paused waits for nobody.
  const waits = (each: Deadline) => groups.some((group) => group === termOf(each, today).state);
  const deadlines = data?.deadlinesDue.filter(waits);
  const last = data?.deadlinesDue[MOST - 1];
  const isPart = Boolean(last) || trail.length > 0;
  const fromTheFirst =
    <T,>(change: (to: T) => void) =>
    (to: T) => (setTrail([]), change(to));
  return (
    <div className="page">
      <header className="page-head">
        <Title deadlines={deadlines} isPart={isPart} />
      </header>
      <div className="tools">
        <Segmented
          aria-label={t('due.within')}
          value={within}
          onChange={fromTheFirst(setWithin)}
          options={spans.map((days) => ({ value: days, label: t('due.days', { days }) }))}
        />
        <Whose whose={whose} change={fromTheFirst(setWhose)} />
      </div>
      {error && <Failed error={error} again={again} />}
      {!deadlines && !error && <Waiting />}
      {isPart && <Part last={last} trail={trail} change={setTrail} />}
      {deadlines && <Groups deadlines={deadlines} within={within} />}
    </div>
  );
}

function Title({ deadlines, isPart }: { deadlines: readonly Deadline[] | undefined; isPart: boolean }) {
  const { t } = useWords();
  useTitle(t('nav.due'));
  const count = deadlines?.length;
  return (
    <h1>
      {t('nav.due')}
      {count !== undefined && <span className="quiet"> ({isPart ? t('due.some', { count }) : count})</span>}
    </h1>
  );
}

interface PartProps {
  readonly last: Deadline | undefined;
  readonly trail: readonly string[];
  readonly change: (trail: readonly string[]) => void;
}

/** Says that these are not all, and leads to the others. */
function Part({ last, trail, change }: PartProps) {
  const { t } = useWords();
  return (
    <div className="tools">
      <span>{t(last ? 'due.more' : 'due.lastPart', { most: MOST, part: trail.length + 1 })}</span>
      <Button disabled={trail.length === 0} onClick={() => change(trail.slice(0, -1))}>
        {t('cases.previous')}
      </Button>
      <Button disabled={!last} onClick={() => last && change([...trail, `${last.due}|${last.id}`])}>
        {t('cases.next')}
      </Button>
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
