import { BuildOutlined } from '@ant-design/icons';
import { Button, Progress, Select } from 'antd';
import { useState } from 'react';
import { Nothing, Panel } from '../parts/block.tsx';
import { useWords } from '../words.ts';
import { minutes, type Operations, type Rebuild } from './operations.ts';
import type { Operate } from './use-operate.ts';

interface RebuildsProps {
  readonly operations: Operations;
  readonly operate: Operate;
}

/** A view is built beside the live one, which goes on answering; then it is looked at, and exchanged or forgotten. */
export function Rebuilds({ operations: { views, rebuilds }, operate }: RebuildsProps) {
  const { t } = useWords();
  const [view, setView] = useState<string>();
  const options = views.map((value) => ({ value, label: value }));
  return (
    <Panel title={t('operations.rebuildTitle')}>
      <div className="rebuild-start">
        <Select
          showSearch
          aria-label={t('operations.view')}
          placeholder={t('operations.view')}
          options={options}
          value={view}
          onChange={setView}
        />
        <Button
          icon={<BuildOutlined aria-hidden />}
          disabled={!view || operate.busy}
          onClick={() => view && void operate.run('RebuildView', { view })}
        >
          {t('operations.rebuild')}
        </Button>
      </div>
      {rebuilds.length === 0 && <Nothing>{t('operations.nothingBuilt')}</Nothing>}
      {rebuilds.map((job) => (
        <Job key={job.view} job={job} operate={operate} />
      ))}
    </Panel>
  );
}

function Job({ job, operate: { run, busy } }: { job: Rebuild; operate: Operate }) {
  const { t, coded } = useWords();
  const { view, state } = job;
  return (
    <section className="rebuild" aria-label={view}>
      <h3>
        <code>{view}</code> <span className="quiet">{coded('rebuildState', state)}</span>
      </h3>
      {state === 'building' && <Under job={job} />}
      {job.why && <p className="operations-bad">{job.why}</p>}
      {job.rows !== null && <Built job={job} />}
      {state === 'built' && (
        <p className="parked-buttons">
          <Button type="primary" disabled={busy} onClick={() => void run('SwitchView', { view })}>
            {t('operations.switch')}
          </Button>
          <Button disabled={busy} onClick={() => void run('DiscardView', { view })}>
            {t('operations.discard')}
          </Button>
        </p>
      )}
      {job.came !== null && <p className="quiet">{t('operations.came', { count: job.came })}</p>}
    </section>
  );
}

function Under({ job: { view, done, total, secondsLeft } }: { job: Rebuild }) {
  const { t } = useWords();
  const percent = total ? Math.floor((done / total) * 100) : 0;
  return (
    <>
      <Progress percent={percent} aria-label={t('operations.progress', { view })} />
      <p className="quiet figure">
        {total === null ? t('operations.read', { count: done }) : t('operations.done', { done, total })}
        {secondsLeft !== null && ` ${t('operations.left', minutes(secondsLeft))}`}
      </p>
    </>
  );
}

const NAMED = 20;

/** What the exchange would change, by row; only names of fields, because what is in them may be about people. */
function Built({ job: { done, rows, differing, differences } }: { job: Rebuild }) {
  const { t, coded } = useWords();
  const count = differing ?? 0;
  return (
    <>
      <p className={count > 0 ? 'operations-bad' : 'operations-good'}>
        {t('operations.built', { events: done, rows: rows ?? 0, differing: count })}
      </p>
      <ul className="ids">
        {differences.slice(0, NAMED).map(({ key, kind, fields }) => (
          <li key={key}>
            {coded('rowDifference', kind)} <code>{key}</code> {fields.join(t('app.listSign'))}
          </li>
        ))}
      </ul>
      {count > NAMED && <p className="quiet">{t('operations.moreRows', { count: count - NAMED })}</p>}
    </>
  );
}
