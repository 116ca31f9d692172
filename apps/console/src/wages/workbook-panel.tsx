import { CheckCircleOutlined, DownloadOutlined, WarningOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Panel } from '../parts/block.tsx';
import { Money } from '../parts/money.tsx';
import { Table } from '../parts/table.tsx';
import { yuan } from '../parts/yuan.ts';
import { useWords } from '../words.ts';
import { download, type WageRow, type Workbook, type WorkbookFault } from './workbook.ts';

interface WorkbookPanelProps {
  readonly name: string;
  readonly workbook: Workbook;
}

/** What was read: how many people, how much, whether that is what the workbook says, and what is wrong. */
export function WorkbookPanel({ name, workbook }: WorkbookPanelProps) {
  const { t, say } = useWords();
  return (
    <>
      <Panel title={name}>
        <Sums workbook={workbook} />
        {workbook.warnings.map((warning, at) => (
          <Alert key={at} type="info" showIcon banner title={say(warning)} />
        ))}
      </Panel>
      {workbook.faults.length > 0 && <Faults name={name} workbook={workbook} />}
      <Panel title={t('wages.rows', { count: workbook.rows.length })}>
        <WageRows rows={workbook.rows} />
      </Panel>
    </>
  );
}

function Sums({ workbook: { people, total, statedTotal, faults } }: { workbook: Workbook }) {
  const { t } = useWords();
  return (
    <dl className="wage-sums panel-body">
      <div>
        <dt>{t('wages.people')}</dt>
        <dd className="figure">{people}</dd>
      </div>
      <div>
        <dt>{t('wages.total')}</dt>
        <dd>
          <Money fen={total} />
        </dd>
      </div>
      <div>
        <dt>{t('wages.stated')}</dt>
        <dd>
          <Stated total={total} stated={statedTotal} />
        </dd>
      </div>
      <div>
        <dt>{t('wages.faults')}</dt>
        <dd className={faults.length ? 'term-late figure' : 'figure'}>{faults.length}</dd>
      </div>
    </dl>
  );
}

function Stated({ total, stated }: { total: number; stated: number | null }) {
  const { t } = useWords();
  if (stated === null) return <span className="quiet wage-note">{t('wages.notStated')}</span>;
  const same = stated === total;
  return (
    <>
      <Money fen={stated} />{' '}
      <span className={`wage-note ${same ? 'term-met' : 'term-late'}`}>
        {same ? <CheckCircleOutlined aria-hidden /> : <WarningOutlined aria-hidden />}{' '}
        {same ? t('wages.agrees') : t('wages.differs', { by: yuan(Math.abs(stated - total)) })}
      </span>
    </>
  );
}

function Faults({ name, workbook: { faults, faultedWorkbook } }: WorkbookPanelProps) {
  const { t, say } = useWords();
  const keep = faultedWorkbook && (
    <Button
      size="small"
      icon={<DownloadOutlined aria-hidden />}
      onClick={() => download(faultedWorkbook, name.replace(/(\.xlsx)?$/i, `-${t('wages.faultsFile')}.xlsx`))}
    >
      {t('wages.downloadFaults')}
    </Button>
  );
  return (
    <Panel title={t('wages.faultsTitle', { count: faults.length })} aside={keep}>
      <Table
        caption={t('wages.faults')}
        columns={[
          { key: 'row', title: t('wages.row'), right: true, width: 70, cell: (fault: WorkbookFault) => fault.row },
          { key: 'column', title: t('wages.column'), width: 130, cell: (fault) => fault.column },
          { key: 'what', title: t('wages.what'), cell: (fault) => say(fault) },
        ]}
        rows={faults}
        keyOf={(fault) => `${fault.row}/${fault.column}/${fault.code}`}
        className="tight"
      />
    </Panel>
  );
}

const FEW = 10;

function WageRows({ rows }: { rows: readonly WageRow[] }) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  return (
    <>
      <Table
        caption={t('wages.rows', { count: rows.length })}
        columns={[
          { key: 'row', title: t('wages.row'), right: true, width: 70, cell: (row) => row.row },
          { key: 'name', title: t('people.name'), cell: (row) => row.maskedName, total: t('money.total') },
          { key: 'from', title: t('wages.from'), cell: (row) => <span className="figure">{row.from}</span> },
          { key: 'to', title: t('wages.to'), cell: (row) => <span className="figure">{row.to}</span> },
          {
            key: 'fen',
            title: t('money.claimed'),
            right: true,
            cell: (row) => <Money fen={row.fen} />,
            total: <Money fen={rows.reduce((sum, row) => sum + row.fen, 0)} />,
          },
        ]}
        rows={all ? rows : rows.slice(0, FEW)}
        keyOf={(row) => `${row.row}/${row.from}`}
        className="tight"
      />
      {!all && rows.length > FEW && (
        <p className="panel-body">
          <button type="button" className="link-button" onClick={() => setAll(true)}>
            {t('wages.showAll', { count: rows.length })}
          </button>
        </p>
      )}
    </>
  );
}
