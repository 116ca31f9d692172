import { Alert } from 'antd';
import { useState } from 'react';
import { HttpTrouble } from '../graph/http.ts';
import { Waiting } from '../parts/block.tsx';
import { useTitle } from '../parts/title.ts';
import { useWords } from '../words.ts';
import { FileChooser } from './file-chooser.tsx';
import { OpenDossier } from './open-dossier.tsx';
import { readWorkbook, type Workbook } from './workbook.ts';
import { WorkbookPanel } from './workbook-panel.tsx';
import './wages.css';

type State =
  | { at: 'nothing' }
  | { at: 'reading'; name: string }
  | { at: 'refused'; trouble: HttpTrouble }
  | { at: 'read'; name: string; workbook: Workbook; no: number };

/** From a wage workbook to a case: read it, look at it, open the case. Nothing is typed twice. */
export default function WagesPage() {
  const { t } = useWords();
  useTitle(t('nav.wages'));
  const [state, setState] = useState<State>({ at: 'nothing' });
  const read = async (file: File, year: number) => {
    setState({ at: 'reading', name: file.name });
    const next: State = await readWorkbook(file, year).then(
      (workbook) => ({ at: 'read', name: file.name, workbook, no: Date.now() }),
      (trouble) => ({ at: 'refused', trouble: trouble instanceof HttpTrouble ? trouble : new HttpTrouble(0) }),
    );
    setState(next);
  };
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.wages')}</h1>
        <span className="quiet">{t('wages.explain')}</span>
      </header>
      <FileChooser read={read} busy={state.at === 'reading'} />
      {state.at === 'reading' && <Waiting />}
      {state.at === 'refused' && <Refused trouble={state.trouble} />}
      {state.at === 'read' && (
        <>
          <WorkbookPanel name={state.name} workbook={state.workbook} />
          <OpenDossier key={state.no} workbook={state.workbook} />
        </>
      )}
    </div>
  );
}

function Refused({ trouble }: { trouble: HttpTrouble }) {
  const { t, say } = useWords();
  const title = say(trouble.words) || t('block.noAnswer');
  return <Alert type="warning" showIcon title={title} description={t('wages.refused')} />;
}
