import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useLive } from '../graph/live.ts';
import { Failed, Nothing, Waiting } from '../parts/block.tsx';
import { stepRow, useKeys } from '../parts/keys.ts';
import type { CasesSearch } from '../search.ts';
import { isParty, useSession, type Actor } from '../session/session-context.ts';
import { useTitle } from '../parts/title.ts';
import { useWords } from '../words.ts';
import { PAGE, casesQuery, type CasePage } from './cases-query.ts';
import { CasesTable } from './cases-table.tsx';
import { CasesTools, SEARCH_BOX } from './cases-tools.tsx';
import { useSought } from './use-sought.ts';

const route = getRouteApi('/cases');

export default function CasesPage() {
  const { t } = useWords();
  useTitle(t('nav.cases'));
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const after = search.trail?.at(-1);
  const sought = useSought(search.q);
  const asked = {
    first: PAGE,
    ...(after ? { after } : {}),
    ...(sought.search ? { search: sought.search } : {}),
    ...(search.status ? { status: search.status } : {}),
  };
  const { data, error, fetching, again } = useLive(casesQuery, asked, { pause: !sought.ready });
  const change = (next: CasesSearch) => void navigate({ search: next });
  useCasesKeys();
  const page = data?.cases;
  return (
    <div className="page">
      <header className="page-head">
        <h1>
          {t('nav.cases')}
          {page && <span className="quiet"> ({page.total})</span>}
        </h1>
        {fetching && page && <span className="quiet">{t('block.refreshing')}</span>}
      </header>
      <CasesTools search={search} change={change} />
      {error && <Failed error={error} again={again} />}
      {!page && !error && <Waiting />}
      {page && <Page page={page} search={search} change={change} />}
    </div>
  );
}

function useCasesKeys(): void {
  const keys = useMemo(
    () => ({
      '/': () => document.getElementById(SEARCH_BOX)?.focus(),
      j: () => stepRow(1),
      k: () => stepRow(-1),
    }),
    [],
  );
  useKeys(keys);
}

interface PageProps {
  readonly page: CasePage;
  readonly search: CasesSearch;
  readonly change: (next: CasesSearch) => void;
}

/** A party opens no cases; one whose account names nobody waits in vain. */
function none(actor: Actor) {
  if (!isParty(actor)) return 'cases.noneYet';
  return actor.organisation ? 'cases.noneNames' : 'cases.noOrganisation';
}

function Page({ page, search, change }: PageProps) {
  const { t } = useWords();
  const { actor } = useSession();
  const filtered = Boolean(search.q || search.status);
  const empty = filtered ? (
    <Nothing action={<Button onClick={() => change({})}>{t('cases.clear')}</Button>}>{t('cases.noneFound')}</Nothing>
  ) : (
    <Nothing>{t(none(actor))}</Nothing>
  );
  return (
    <>
      <section className="panel">
        <CasesTable cases={page.cases} empty={empty} />
      </section>
      <Pager page={page} search={search} change={change} />
    </>
  );
}

function Pager({ page, search, change }: PageProps) {
  const { t } = useWords();
  const trail = search.trail ?? [];
  const pages = Math.max(1, Math.ceil(page.total / PAGE));
  if (pages === 1 && trail.length === 0) return null;
  const next = page.next;
  return (
    <nav className="tools pager" aria-label={t('cases.pages')}>
      <Button disabled={trail.length === 0} onClick={() => change({ ...search, trail: shorter(trail) })}>
        {t('cases.previous')}
      </Button>
      <span className="figure">{t('cases.page', { page: trail.length + 1, pages })}</span>
      <Button disabled={!next} onClick={() => next && change({ ...search, trail: [...trail, next] })}>
        {t('cases.next')}
      </Button>
      <span className="quiet push">{t('cases.keys')}</span>
    </nav>
  );
}

const shorter = (trail: readonly string[]): readonly string[] | undefined =>
  trail.length > 1 ? trail.slice(0, -1) : undefined;
