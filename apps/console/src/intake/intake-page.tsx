import { PlusOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useClient, useQuery } from 'urql';
import { CaseContext, newCase, type ActTarget } from '../case/case-context.ts';
import { caseQuery, fileOf } from '../case/case-query.ts';
import { numbered } from '../graph/numbered.ts';
import type { AgencyField, CaseView } from '../graph/shapes.ts';
import { Failed, Nothing, Panel, Waiting } from '../parts/block.tsx';
import { useTitle } from '../parts/title.ts';
import { newId } from '../parts/uuid.ts';
import { useSession } from '../session/session-context.ts';
import { useWords } from '../words.ts';
import { doorsAmong } from './doors.ts';

const ActDrawer = lazy(() => import('../act/act-drawer.tsx'));

/** Where somebody comes in: what this desk takes up, each with its own form. What is given opens a case. */
export default function IntakePage() {
  const { t } = useWords();
  useTitle(t('nav.intake'));
  const { actor, agencies } = useSession();
  const [caseId] = useState(newId);
  const query = useMemo(() => caseQuery(agencies), [agencies]);
  const [{ data, error }, again] = useQuery({ query, variables: { id: caseId } });
  const own = agencies.find(({ name }) => name === actor.agency);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.intake')}</h1>
        <span className="quiet">{t('intake.explain')}</span>
      </header>
      {!data?.case && (error ? <Failed error={error} again={() => again()} /> : <Waiting />)}
      {data?.case && <Doors view={data.case} agency={own} />}
    </div>
  );
}

function Doors({ view, agency }: { readonly view: CaseView; readonly agency: AgencyField | undefined }) {
  const { t, say } = useWords();
  const [target, setTarget] = useState<ActTarget>();
  const { waiting, follow } = useFollowing(view.id);
  const desk = useMemo(
    () => ({ view: newCase(view), silences: [], broken: [], again: () => undefined, act: setTarget }),
    [view, setTarget],
  );
  const doors = doorsAmong((agency && fileOf(view, agency)?.openings) ?? []);
  if (!agency || doors.length === 0) return <Nothing>{t('intake.none')}</Nothing>;
  return (
    <CaseContext value={desk}>
      <Panel title={t('intake.choose')}>
        <div className="panel-body intake">
          {waiting && <Alert type="info" showIcon title={t('intake.waiting')} />}
          {doors.map((action) => (
            <Button
              key={action.command}
              size="large"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => setTarget({ action, agency })}
            >
              {say(action.label)}
            </Button>
          ))}
        </div>
      </Panel>
      <Suspense>
        {target && (
          <ActDrawer key={target.action.command} target={target} close={() => setTarget(undefined)} again={follow} />
        )}
      </Suspense>
    </CaseContext>
  );
}

/** Goes to the case that was opened, once it has its number, unless one has gone elsewhere meanwhile. */
function useFollowing(caseId: string) {
  const client = useClient();
  const navigate = useNavigate();
  const [waiting, setWaiting] = useState(false);
  useEffect(() => {
    if (!waiting) return undefined;
    let here = true;
    const follow = () => (here ? navigate({ to: '/cases/$caseId', params: { caseId } }) : undefined);
    void numbered(client, caseId).then(follow);
    return () => void (here = false);
  }, [waiting, client, caseId, navigate]);
  return { waiting, follow: () => setWaiting(true) };
}
