import { stamp } from '../clock/days.ts';
import { useLive } from '../graph/live.ts';
import { Failed, Nothing, Panel, Waiting } from '../parts/block.tsx';
import { Money } from '../parts/money.tsx';
import { Table } from '../parts/table.tsx';
import { tenThousands } from '../parts/yuan.ts';
import { useTitle } from '../parts/title.ts';
import { useWords } from '../words.ts';
import { figuresQuery, type Figures } from './figures-query.ts';
import './figures.css';

const none = {};

/** What all cases come to, counted from the events and not from reports. */
export default function FiguresPage() {
  const { t } = useWords();
  useTitle(t('nav.figures'));
  const { data, error, again } = useLive(figuresQuery, none);
  const figures = data?.figures;
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.figures')}</h1>
        {figures && <span className="quiet">{t('figures.asOf', { time: stamp(figures.asOf) })}</span>}
      </header>
      {error && <Failed error={error} again={again} />}
      {!figures && !error && <Waiting />}
      {figures && (
        <>
          <Counts figures={figures} />
          <Way figures={figures} />
          <div className="halves">
            <ByRoute figures={figures} />
            <ByAgency figures={figures} />
          </div>
        </>
      )}
    </div>
  );
}

const counts = ['intake', 'cases', 'merged', 'workers', 'wrongRoutings', 'averted'] as const;

function Counts({ figures }: { figures: Figures }) {
  const { t } = useWords();
  return (
    <dl className="counts panel">
      {counts.map((each) => (
        <div key={each}>
          <dt>{t(`figures.${each}`)}</dt>
          <dd className="figure">{figures[each].toLocaleString('en-US')}</dd>
          <dd className="quiet counts-meaning">{t(`figures.meaning.${each}`)}</dd>
        </div>
      ))}
    </dl>
  );
}

const sums = ['claimed', 'agreed', 'paid', 'outstanding', 'waived'] as const;

/** From what was claimed to what was paid, each against the claim. */
function Way({ figures }: { figures: Figures }) {
  const { t } = useWords();
  return (
    <Panel title={t('figures.way')} aside={<span className="quiet">{t('figures.unit')}</span>}>
      <Table
        caption={t('figures.way')}
        columns={[
          { key: 'name', title: t('figures.stage'), width: 120, cell: (row) => t(`money.${row}`) },
          {
            key: 'short',
            title: t('figures.tenThousands'),
            right: true,
            width: 120,
            cell: (row) => <b className="figure">{tenThousands(figures[row])}</b>,
          },
          {
            key: 'exact',
            title: t('figures.yuan'),
            right: true,
            width: 170,
            cell: (row) => <Money fen={figures[row]} />,
          },
          { key: 'part', title: t('figures.part'), cell: (row) => <Part of={figures.claimed} part={figures[row]} /> },
        ]}
        rows={sums}
        keyOf={(row) => row}
        className="tight"
      />
    </Panel>
  );
}

/** A bar with its number: the number is what counts, the bar only helps the eye. */
function Part({ of, part }: { of: number; part: number }) {
  const percent = of > 0 ? Math.min(100, (part / of) * 100) : 0;
  return (
    <span className="part">
      <span className="part-bar" aria-hidden>
        <span style={{ width: `${percent}%` }} />
      </span>
      <span className="figure">{percent.toFixed(1)}%</span>
    </span>
  );
}

function ByRoute({ figures }: { figures: Figures }) {
  const { t, say } = useWords();
  const paid = figures.byRoute.reduce((sum, { fen }) => sum + fen, 0);
  return (
    <Panel title={t('money.byRoute')}>
      <Table
        caption={t('money.byRoute')}
        columns={[
          { key: 'route', title: t('money.route'), cell: (row) => say(row.label), total: t('money.total') },
          {
            key: 'fen',
            title: t('figures.yuan'),
            right: true,
            cell: (row) => <Money fen={row.fen} />,
            total: <Money fen={paid} />,
          },
          { key: 'part', title: t('figures.part'), width: 190, cell: (row) => <Part of={paid} part={row.fen} /> },
        ]}
        rows={figures.byRoute}
        keyOf={(row) => row.route}
        empty={<Nothing>{t('money.nothingPaid')}</Nothing>}
        className="tight"
      />
    </Panel>
  );
}

function ByAgency({ figures }: { figures: Figures }) {
  const { t, say } = useWords();
  return (
    <Panel title={t('figures.byAgency')}>
      <Table
        caption={t('figures.byAgency')}
        columns={[
          { key: 'agency', title: t('deadline.agency'), cell: (row) => say(row.label) },
          { key: 'open', title: t('figures.open'), right: true, cell: (row) => row.open },
          { key: 'closed', title: t('figures.closed'), right: true, cell: (row) => row.closed },
          {
            key: 'breached',
            title: t('figures.breached'),
            right: true,
            cell: (row) => <span className={row.breached ? 'term-late' : ''}>{row.breached}</span>,
          },
        ]}
        rows={figures.byAgency}
        keyOf={(row) => row.agency}
        empty={<Nothing>{t('figures.noAgency')}</Nothing>}
        className="tight"
      />
    </Panel>
  );
}
