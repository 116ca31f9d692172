import { CheckCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import type { CombinedError } from 'urql';
import { useAgencyName } from '../case/hand-over-marks.tsx';
import { stamp } from '../clock/days.ts';
import { useLive } from '../graph/live.ts';
import { silences } from '../graph/trouble.ts';
import { Failed, Panel, Waiting } from '../parts/block.tsx';
import { Table, type Column } from '../parts/table.tsx';
import { useSession } from '../session/session-context.ts';
import { useTitle } from '../parts/title.ts';
import { useWords } from '../words.ts';
import { aliasOf, isBusy, lagOf, servicesOf, type Operations, type HouseName } from './operations.ts';
import { operationsQuery, type Answered } from './operations-query.ts';
import { HousePanel } from './house-panel.tsx';
import './operations.css';

const route = getRouteApi('/operations');
const none = {};
/** While something is under way the page looks again this soon. */
const SOON = 700;

interface Row {
  readonly service: HouseName;
  readonly operations: Operations | null;
}

/** Every service at a glance, in one sentence and a line each; then one of them in full. */
export default function OperationsPage() {
  const { t } = useWords();
  useTitle(t('nav.operations'));
  const { agencies } = useSession();
  const services = useMemo(() => servicesOf(agencies), [agencies]);
  const query = useMemo(() => operationsQuery(services), [services]);
  const { data, partial, error, again } = useLive(query, none);
  useSoon(data, again);
  const rows = services.map((service): Row => ({ service, operations: data?.[aliasOf(service)] ?? null }));
  const shown = useShown(rows, data !== undefined);
  const forbidden = isWhole(partial);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.operations')}</h1>
        {data && !forbidden && <Sentence rows={rows} />}
      </header>
      {isWhole(error) && <Failed error={error} again={again} />}
      {!data && !error && <Waiting />}
      {data && !forbidden && (
        <Panel title={t('operations.services')} aside={<span className="quiet">{t('operations.noContent')}</span>}>
          <Services rows={rows} shown={shown} />
        </Panel>
      )}
      {data && shown?.operations && (
        <HousePanel key={shown.service.name} service={shown.service} operations={shown.operations} again={again} />
      )}
    </div>
  );
}

/** Whether the whole page is without an answer, and not one of the services. */
const isWhole = (error: CombinedError | undefined): error is CombinedError =>
  error !== undefined && silences(error).length === 0;

const needsHelp = ({ operations }: Row): boolean => (operations?.wrong.length ?? 0) > 0;

/** Whom the address names, else whoever needed help first; it stays when that one is well again. */
function useShown(rows: readonly Row[], known: boolean): Row | undefined {
  const { agency } = route.useSearch();
  const first = useRef<string>(undefined);
  const named = (name: string | undefined) => rows.find(({ service }) => service.name === name);
  if (known) first.current ??= (rows.find(needsHelp) ?? rows[0])?.service.name;
  return named(agency) ?? named(first.current);
}

function useSoon(data: Answered | undefined, again: () => void): void {
  const busy = Object.values(data ?? {}).some((each) => each && isBusy(each));
  useEffect(() => {
    if (!busy) return undefined;
    const timer = setTimeout(again, SOON);
    return () => clearTimeout(timer);
  }, [busy, data, again]);
}

/** Whether all is well, and if not, what is wrong; somebody who is silent is wrong first of all. */
function Sentence({ rows }: { rows: readonly Row[] }) {
  const { t, say } = useWords();
  const nameOf = useAgencyName();
  const silent = rows.filter(({ operations }) => !operations);
  const wrong = [
    ...silent.map(({ service }) => t('operations.silent', { agency: nameOf(service.name) })),
    ...rows.flatMap(({ operations }) => operations?.wrong.map(say) ?? []),
  ];
  return wrong.length === 0 ? (
    <span className="operations-good">
      <CheckCircleOutlined aria-hidden /> {t('operations.well')}
    </span>
  ) : (
    <span className="operations-bad" role="status">
      <WarningOutlined aria-hidden /> {t('operations.wrong')}
      {wrong.join(t('operations.stop'))}
    </span>
  );
}

function Services({ rows, shown }: { rows: readonly Row[]; shown: Row | undefined }) {
  const { t } = useWords();
  return (
    <Table
      caption={t('operations.services')}
      columns={useColumns(shown)}
      rows={rows}
      keyOf={({ service }) => service.name}
      className="tight"
    />
  );
}

const counted = ['bus', 'own', 'others'] as const;

function useColumns(shown: Row | undefined): Column<Row>[] {
  const { t } = useWords();
  const number = (key: string, of: (operations: Operations) => number): Column<Row> => ({
    ...{ key, title: t(`operations.${key as 'bus'}`), right: true },
    cell: ({ operations }) => <Count of={operations && of(operations)} />,
  });
  return [
    { key: 'name', title: t('operations.service'), cell: (row) => <Name row={row} here={row === shown} /> },
    { key: 'state', title: t('operations.state'), cell: (row) => <State row={row} /> },
    ...counted.map((key) => number(key, (operations) => lagOf(operations)[key])),
    number('parked', ({ parked }) => parked.length),
    number('clocks', ({ silentClocks }) => silentClocks),
    { key: 'verified', title: t('operations.verified'), cell: ({ operations }) => <Verified of={operations} /> },
    { key: 'asOf', title: t('operations.asOf'), cell: ({ operations }) => operations && stamp(operations.asOf) },
  ];
}

function Name({ row: { service }, here }: { row: Row; here: boolean }) {
  const nameOf = useAgencyName();
  return (
    <Link
      to="/operations"
      search={{ agency: service.name }}
      replace
      className={here ? 'operations-here' : ''}
      aria-current={here ? 'true' : undefined}
    >
      {nameOf(service.name)}
    </Link>
  );
}

function State({ row }: { row: Row }) {
  const { t } = useWords();
  if (!row.operations)
    return (
      <span className="operations-bad">
        <WarningOutlined aria-hidden /> {t('operations.away')}
      </span>
    );
  if (needsHelp(row))
    return (
      <span className="operations-bad">
        <WarningOutlined aria-hidden /> {t('operations.help')}
      </span>
    );
  return (
    <span className="operations-good">
      <CheckCircleOutlined aria-hidden /> {t('operations.running')}
    </span>
  );
}

const Count = ({ of }: { of: number | null }) => (
  <span className={`figure${of ? ' operations-bad' : ''}`}>{of ?? '—'}</span>
);

function Verified({ of }: { of: Operations | null }) {
  const { t } = useWords();
  const done = of?.verification;
  if (!done) return <span className="quiet">{t('operations.notVerified')}</span>;
  if (done.state === 'running') return <>{t('operations.verifying')}</>;
  if (done.state === 'failed' || done.findings.length > 0)
    return <span className="operations-bad">{t('operations.findings', { count: done.findings.length })}</span>;
  return <span className="operations-good">{t('operations.agrees')}</span>;
}
