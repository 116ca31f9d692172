import { stamp } from '../clock/days.ts';
import type { HandOver } from '../graph/shapes.ts';
import { Nothing, Strip } from '../parts/block.tsx';
import { Table, type Column } from '../parts/table.tsx';
import { useWords } from '../words.ts';
import { useCase } from './case-context.ts';
import { HandOverStatus, useAgencyName } from './hand-over-marks.tsx';

/** Every border that work of this case has crossed, and how it was answered. */
export function HandOversTab() {
  const { t } = useWords();
  const { view } = useCase();
  const nameOf = useAgencyName();
  const columns = useColumns();
  if (!view.handOvers) return <Strip>{t('case.silent', { agency: nameOf('joint-centre') })}</Strip>;
  return (
    <section className="panel">
      <Table
        caption={t('case.tab.handovers')}
        columns={columns}
        rows={view.handOvers}
        keyOf={(row) => row.id}
        empty={<Nothing>{t('handOver.none')}</Nothing>}
      />
    </section>
  );
}

function useColumns(): Column<HandOver>[] {
  const { t, say } = useWords();
  return [
    { key: 'way', title: t('handOver.way'), cell: (row) => <Way row={row} /> },
    { key: 'kind', title: t('handOver.kind'), cell: ({ kindLabel }) => say(kindLabel) },
    {
      key: 'status',
      title: t('handOver.status'),
      width: 110,
      cell: ({ status }) => <HandOverStatus status={status} />,
    },
    { key: 'offered', title: t('handOver.offered'), width: 150, cell: (row) => <Moment of={row.offeredOn} /> },
    { key: 'answered', title: t('handOver.answered'), width: 150, cell: (row) => <Moment of={row.answeredOn} /> },
    { key: 'reason', title: t('handOver.reason'), cell: (row) => <Reason row={row} /> },
  ];
}

const Moment = ({ of }: { of: string | null }) => (of ? <span className="figure">{stamp(of)}</span> : null);

function Way({ row: { from, to, unit } }: { row: HandOver }) {
  const nameOf = useAgencyName();
  return (
    <>
      {nameOf(from)} → {nameOf(to)} {unit && <span className="quiet">{unit}</span>}
    </>
  );
}

function Reason({ row: { reason, returnReason } }: { row: HandOver }) {
  const { t, say } = useWords();
  return (
    <>
      {reason}
      {returnReason && <p className="hand-over-returned">{t('handOver.because', { reason: say(returnReason) })}</p>}
    </>
  );
}
