import { CheckCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { getRouteApi } from '@tanstack/react-router';
import { useLive } from '../graph/live.ts';
import { Failed, Panel, Waiting } from '../parts/block.tsx';
import { TableBox } from '../parts/table.tsx';
import { useAgencyName } from '../case/hand-over-marks.tsx';
import { useSession } from '../session/session-context.ts';
import { useTitle } from '../parts/title.ts';
import { useWords } from '../words.ts';
import { cellAt, sides, summary, type LedgerCell } from './ledger.ts';
import { ledgerQuery } from './ledger-query.ts';
import { BorderPanel } from './border-panel.tsx';
import './ledger.css';

const route = getRouteApi('/ledger');
const none = {};

/** From whom to whom: how much was handed over, and whether the two sides agree about it. */
export default function LedgerPage() {
  const { t } = useWords();
  useTitle(t('nav.ledger'));
  const { data, error, again } = useLive(ledgerQuery, none);
  const cells = data?.handOverLedger;
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.ledger')}</h1>
        {cells && <Balance cells={cells} />}
      </header>
      {error && <Failed error={error} again={again} />}
      {!cells && !error && <Waiting />}
      {cells && <Ledger cells={cells} />}
    </div>
  );
}

function Balance({ cells }: { cells: readonly LedgerCell[] }) {
  const { t } = useWords();
  const { unbalanced, ...sums } = summary(cells);
  return (
    <>
      <span className={unbalanced ? 'ledger-bad' : 'ledger-good'}>
        {unbalanced ? <WarningOutlined aria-hidden /> : <CheckCircleOutlined aria-hidden />}{' '}
        {unbalanced ? t('ledger.unbalanced', { count: unbalanced }) : t('ledger.balanced')}
      </span>
      <span className="quiet figure">{t('ledger.sums', sums)}</span>
    </>
  );
}

function Ledger({ cells }: { cells: readonly LedgerCell[] }) {
  const { t } = useWords();
  const { agencies } = useSession();
  const { from, to } = route.useSearch();
  const all = sides(
    cells,
    agencies.map((each) => each.name),
  );
  return (
    <>
      <Panel title={t('ledger.matrix')} aside={<span className="quiet">{t('ledger.legend')}</span>}>
        <Matrix cells={cells} all={all} />
      </Panel>
      {from && to && <BorderPanel from={from} to={to} cell={cellAt(cells, from, to)} />}
    </>
  );
}

function Matrix({ cells, all }: { cells: readonly LedgerCell[]; all: readonly string[] }) {
  const { t } = useWords();
  const nameOf = useAgencyName();
  return (
    <TableBox caption={t('ledger.matrix')} className="matrix fixed">
      <thead>
        <tr>
          <th scope="col">{t('ledger.corner')}</th>
          {all.map((to) => (
            <th key={to} scope="col">
              {nameOf(to)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {all.map((from) => (
          <tr key={from}>
            <th scope="row">{nameOf(from)}</th>
            {all.map((to) => (
              <td key={to}>
                {from === to ? <span className="matrix-same" /> : <Border cells={cells} from={from} to={to} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </TableBox>
  );
}

/** A cell that can be clicked, empty or not: nothing handed over is an answer too. */
function Border({ cells, from, to }: { cells: readonly LedgerCell[]; from: string; to: string }) {
  const { t } = useWords();
  const nameOf = useAgencyName();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const cell = cellAt(cells, from, to);
  const here = search.from === from && search.to === to;
  const numbers = cell ?? { offered: 0, inTransit: 0, open: 0, returned: 0, balanced: true };
  return (
    <button
      type="button"
      className={`border${here ? ' border-here' : ''}${numbers.balanced ? '' : ' border-bad'}${cell ? '' : ' border-none'}`}
      aria-label={t('ledger.cell', { from: nameOf(from), to: nameOf(to), ...numbers })}
      aria-pressed={here}
      onClick={() => void navigate({ search: { from, to }, replace: true })}
    >
      <b className="figure">{numbers.offered}</b>
      <span className="figure">{waits(numbers, t)}</span>
      {cell && cell.returned > 0 && (
        <span className="figure border-back">{t('ledger.back', { count: cell.returned })}</span>
      )}
    </button>
  );
}

/** Only what is there: a row of noughts would hide the one number that matters. */
function waits({ inTransit, open }: { inTransit: number; open: number }, t: ReturnType<typeof useWords>['t']): string {
  const parts = [
    inTransit > 0 && t('ledger.shortTransit', { count: inTransit }),
    open > 0 && t('ledger.shortOpen', { count: open }),
  ];
  return parts.filter(Boolean).join(' · ');
}
