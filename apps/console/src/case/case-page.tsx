import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { CombinedError } from 'urql';
import { useLive } from '../graph/live.ts';
import type { CaseView } from '../graph/shapes.ts';
import { brokenFields, silences } from '../graph/trouble.ts';
import { Failed, Nothing, Waiting } from '../parts/block.tsx';
import { useSession } from '../session/session-context.ts';
import { useWords } from '../words.ts';
import { CaseContext, type ActTarget } from './case-context.ts';
import { CaseHead } from './case-head.tsx';
import { caseQuery } from './case-query.ts';
import { CaseTabs } from './case-tabs.tsx';
import './case.css';

const loadForms = () => import('../act/act-drawer.tsx');
const ActDrawer = lazy(loadForms);
const route = getRouteApi('/cases/$caseId');

/** One case across every agency. What an agency does not answer stays a grey strip; the rest stands. */
export default function CasePage() {
  const { caseId } = route.useParams();
  const { agencies } = useSession();
  const query = useMemo(() => caseQuery(agencies), [agencies]);
  const { data, partial, error, fetching, again } = useLive(query, { id: caseId }, { caseId });
  const view = data?.case;
  if (view && isKnown(view, partial)) {
    const lost = error === partial ? undefined : error;
    return <Case key={view.id} view={view} partial={partial} lost={lost} again={again} />;
  }
  const asking = fetching || (!data && !error);
  return (
    <div className="page">
      {asking ? <Waiting /> : error ? <Failed error={error} again={again} /> : <Unknown id={caseId} />}
    </div>
  );
}

/** A case has a number, unless the joint centre, which gives numbers, did not answer. */
const isKnown = (view: CaseView, error: CombinedError | undefined): boolean =>
  view.number !== null || silences(error).some(({ agency }) => agency === 'joint-centre');

function Unknown({ id }: { id: string }) {
  const { t } = useWords();
  return (
    <>
      <h1 className="unseen">{t('nav.cases')}</h1>
      <Nothing action={<Link to="/cases">{t('block.toCases')}</Link>}>{t('case.unknown', { id })}</Nothing>
    </>
  );
}

interface CaseProps {
  readonly view: CaseView;
  /** What was wrong in the answer that the view came with. */
  readonly partial: CombinedError | undefined;
  /** Why there has been no answer since. */
  readonly lost: CombinedError | undefined;
  readonly again: () => void;
}

function Case({ view, partial, lost, again }: CaseProps) {
  const [target, setTarget] = useState<ActTarget>();
  // The forms come after the page and before anybody asks for one, so that the line may be gone by then.
  useEffect(() => void loadForms().catch(() => undefined), []);
  const desk = useMemo(
    () => ({ view, silences: silences(partial), broken: brokenFields(partial), again, act: setTarget }),
    [view, partial, again],
  );
  return (
    <CaseContext value={desk}>
      <div className="page case">
        {lost && <Failed error={lost} again={again} />}
        <CaseHead view={view} />
        <CaseTabs view={view} />
      </div>
      <Suspense>
        {target && <ActDrawer key={keyOf(target)} target={target} close={() => setTarget(undefined)} again={again} />}
      </Suspense>
    </CaseContext>
  );
}

const keyOf = ({ action, procedure }: ActTarget): string => `${action.command}/${procedure?.id ?? ''}`;
