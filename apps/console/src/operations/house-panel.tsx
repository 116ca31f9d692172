import { Alert } from 'antd';
import { useAgencyName } from '../case/hand-over-marks.tsx';
import { stamp } from '../clock/days.ts';
import { wordsOf } from '../graph/trouble.ts';
import { Panel } from '../parts/block.tsx';
import { Table } from '../parts/table.tsx';
import { useWords } from '../words.ts';
import type { Behind, Operations, HouseName } from './operations.ts';
import { ParkedList } from './parked-list.tsx';
import { Rebuilds } from './rebuilds.tsx';
import { useOperate, type Outcome } from './use-operate.ts';
import { Verifying } from './verifying.tsx';

interface HousePanelProps {
  readonly service: HouseName;
  readonly operations: Operations;
  readonly again: () => void;
}

/** One service in full: what waits, what it is behind, its views, and what a verification has found. */
export function HousePanel({ service, operations, again }: HousePanelProps) {
  const { t } = useWords();
  const nameOf = useAgencyName();
  const operate = useOperate(service, again);
  const name = nameOf(service.name);
  return (
    <section aria-label={name} className="operations-one">
      <Told outcome={operate.outcome} />
      <Panel title={`${name} · ${t('operations.parkedTitle', { count: operations.parked.length })}`}>
        <ParkedList parked={operations.parked} operate={operate} />
      </Panel>
      <div className="operations-halves">
        <Rebuilds operations={operations} operate={operate} />
        <div className="operations-one">
          <Verifying operations={operations} operate={operate} />
          <Panel title={t('operations.behindTitle')}>
            <Behinds agency={service.name} behind={operations.behind} />
          </Panel>
        </div>
      </div>
    </section>
  );
}

function Told({ outcome: { operated, error } }: { outcome: Outcome }) {
  const { t, say } = useWords();
  if (error) return <Alert type="error" showIcon title={wordsOf(error) ?? t('block.noAnswer')} />;
  if (operated?.refusal) return <Alert type="warning" showIcon title={say(operated.refusal)} />;
  if (operated?.said) return <Alert type="info" showIcon title={say(operated.said)} />;
  return null;
}

function Behinds({ agency, behind }: { agency: string; behind: readonly Behind[] }) {
  const { t } = useWords();
  const nameOf = useAgencyName();
  const from = (each: Behind) =>
    each.from === 'bus' ? t('operations.bus') : each.from === agency ? t('operations.own') : nameOf(each.from);
  return (
    <Table
      caption={t('operations.behindTitle')}
      columns={[
        { key: 'from', title: t('operations.from'), cell: from },
        {
          key: 'count',
          title: t('operations.count'),
          right: true,
          cell: ({ count, more }) => <span className="figure">{more ? `${count}+` : count}</span>,
        },
        { key: 'since', title: t('operations.since'), cell: ({ since }) => since && stamp(since) },
      ]}
      rows={behind}
      keyOf={(each) => each.from}
      className="tight"
    />
  );
}
