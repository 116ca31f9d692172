import { Link } from '@tanstack/react-router';
import type { MergeProposal } from '../graph/shapes.ts';
import { Nothing, Panel, Strip } from '../parts/block.tsx';
import { Table, type Column } from '../parts/table.tsx';
import { useWords } from '../words.ts';
import { useCase } from './case-context.ts';
import { CaseNumber } from './case-number.tsx';
import { useAgencyName } from './hand-over-marks.tsx';

/** What else may be the same conflict, and what has been joined to it. */
export function LinksTab() {
  const { t } = useWords();
  const { view } = useCase();
  const nameOf = useAgencyName();
  if (!view.links) return <Strip>{t('case.silent', { agency: nameOf('joint-centre') })}</Strip>;
  const { survivor, merged, proposals } = view.links;
  return (
    <>
      {survivor !== view.id && (
        <Strip>
          {t('links.mergedInto')} <CaseLink id={survivor} />
        </Strip>
      )}
      <Panel title={t('links.proposals', { count: proposals.length })}>
        <Proposals proposals={proposals} />
      </Panel>
      <Panel title={t('links.merged', { count: merged.length })}>
        {merged.length === 0 && <Nothing>{t('links.noneMerged')}</Nothing>}
        <ul className="rail">
          {merged.map((id) => (
            <li key={id}>
              <CaseLink id={id} />
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}

function CaseLink({ id }: { id: string }) {
  return (
    <Link to="/cases/$caseId" params={{ caseId: id }}>
      <CaseNumber id={id} />
    </Link>
  );
}

function Proposals({ proposals }: { proposals: readonly MergeProposal[] }) {
  const { t, say, coded } = useWords();
  const nameOf = useAgencyName();
  const list = (words: readonly string[]) => words.join(t('app.listSign'));
  const columns: Column<MergeProposal>[] = [
    { key: 'other', title: t('links.other'), cell: (row) => <CaseLink id={row.other} /> },
    { key: 'score', title: t('links.score'), right: true, width: 80, cell: (row) => `${Math.round(row.score * 100)}%` },
    { key: 'because', title: t('links.because'), cell: (row) => list(row.because.map(say)) },
    {
      key: 'approvals',
      title: t('links.approvals'),
      cell: (row) => list(row.approvals.map(nameOf)) || <span className="quiet">{t('links.nobody')}</span>,
    },
    { key: 'status', title: t('handOver.status'), width: 110, cell: (row) => coded('mergeStatus', row.status) },
  ];
  return (
    <Table
      caption={t('case.tab.links')}
      columns={columns}
      rows={proposals}
      keyOf={(row) => row.id}
      empty={<Nothing>{t('links.none')}</Nothing>}
    />
  );
}
