import { useAgencyName } from '../case/hand-over-marks.tsx';
import { Nothing, Panel, Strip } from '../parts/block.tsx';
import { useWords } from '../words.ts';
import type { LedgerCell } from './ledger.ts';

const counts = ['offered', 'received', 'inTransit', 'accepted', 'returned', 'open', 'withdrawn'] as const;

interface BorderPanelProps {
  readonly from: string;
  readonly to: string;
  readonly cell: LedgerCell | undefined;
}

/** One border in full: each count, the sum that must come out, and the hand-overs that are still on the way. */
export function BorderPanel({ from, to, cell }: BorderPanelProps) {
  const { t } = useWords();
  const nameOf = useAgencyName();
  const title = `${nameOf(from)} → ${nameOf(to)}`;
  if (!cell) {
    return (
      <Panel title={title}>
        <Nothing>{t('ledger.zero')}</Nothing>
      </Panel>
    );
  }
  return (
    <Panel title={title} aside={<span className="quiet">{t('ledger.rule')}</span>}>
      <dl className="border-counts panel-body">
        {counts.map((each) => (
          <div key={each}>
            <dt>{t(`ledger.${each}`)}</dt>
            <dd className="figure">{cell[each]}</dd>
          </div>
        ))}
      </dl>
      {!cell.balanced && <Strip>{t('ledger.notBalanced')}</Strip>}
      <Waits cell={cell} />
    </Panel>
  );
}

function Waits({ cell }: { cell: LedgerCell }) {
  const { t } = useWords();
  if (cell.ids.length === 0) return <p className="panel-body quiet">{t('ledger.nothingWaits')}</p>;
  return (
    <div className="panel-body">
      <h3 className="border-ids">{t('ledger.ids', { count: cell.ids.length })}</h3>
      <ul className="ids">
        {cell.ids.map((id) => (
          <li key={id}>
            <code>{id}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
