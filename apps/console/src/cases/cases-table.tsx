import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CaseRow } from '../graph/shapes.ts';
import { Money } from '../parts/money.tsx';
import { Table, type Column } from '../parts/table.tsx';
import { isParty, useSession } from '../session/session-context.ts';
import { useWords } from '../words.ts';
import { RiskMark, StatusMark } from './marks.tsx';
import './cases.css';

interface CasesTableProps {
  readonly cases: readonly CaseRow[];
  readonly empty: ReactNode;
}

export function CasesTable({ cases, empty }: CasesTableProps) {
  const { t } = useWords();
  return (
    <Table
      caption={t('nav.cases')}
      columns={useColumns()}
      rows={cases}
      keyOf={(row) => row.id}
      empty={empty}
      className="cases"
    />
  );
}

function useColumns(): Column<CaseRow>[] {
  const { t } = useWords();
  const party = isParty(useSession().actor);
  const columns: Column<CaseRow>[] = [
    { key: 'number', title: t('cases.number'), width: 190, cell: (row) => <CaseLink row={row} /> },
    { key: 'employer', title: t('cases.employer'), cell: (row) => <Employers row={row} /> },
    { key: 'people', title: t('cases.people'), right: true, width: 76, cell: (row) => row.headCount ?? '' },
    { key: 'claimed', title: t('cases.claimed'), right: true, width: 140, cell: (row) => <Money fen={row.claimed} /> },
    { key: 'risk', title: t('cases.risk'), width: 96, cell: (row) => <RiskMark risk={row.risk} /> },
    { key: 'status', title: t('cases.status'), width: 100, cell: (row) => <StatusMark status={row.status} /> },
    {
      key: 'opened',
      title: t('cases.opened'),
      width: 110,
      cell: (row) => <span className="figure">{row.openedOn}</span>,
    },
  ];
  return party ? columns.filter(({ key }) => key !== 'risk') : columns;
}

const CaseLink = ({ row }: { row: CaseRow }) => (
  <Link to="/cases/$caseId" params={{ caseId: row.id }} className="number" data-row>
    {row.number ?? row.id.slice(0, 8)}
  </Link>
);

/** The first employer by name, and how many there are besides. */
export function Employers({ row }: { row: Pick<CaseRow, 'employers'> }) {
  const { t } = useWords();
  const [first, ...rest] = row.employers ?? [];
  if (!first) return <span className="quiet">{t('block.unknown')}</span>;
  const name = first.name ?? t('case.nameHidden');
  return <span>{rest.length ? t('cases.andOthers', { name, count: rest.length }) : name}</span>;
}
