import { getRouteApi } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useMemo, type ReactNode } from 'react';
import type { CaseView } from '../graph/shapes.ts';
import { useKeys } from '../parts/keys.ts';
import { isParty, useSession } from '../session/session-context.ts';
import { partysTabs, tabs, type Tab } from '../search.ts';
import { useWords } from '../words.ts';
import { membersOf } from './case-context.ts';
import { DeadlinesTab } from './deadlines-tab.tsx';
import { HandOversTab } from './hand-overs-tab.tsx';
import { LinksTab } from './links-tab.tsx';
import { MoneyTab } from './money-tab.tsx';
import { Overview } from './overview.tsx';
import { PeopleTab } from './people-tab.tsx';
import { TimelineTab } from './timeline-tab.tsx';

const route = getRouteApi('/cases/$caseId');

const pages: Readonly<Record<Tab, () => ReactNode>> = {
  overview: () => <Overview />,
  timeline: () => <TimelineTab />,
  people: () => <PeopleTab />,
  money: () => <MoneyTab />,
  handovers: () => <HandOversTab />,
  deadlines: () => <DeadlinesTab />,
  links: () => <LinksTab />,
};

/** Counts beside the names, as far as they are known. */
const counts = (view: CaseView): Partial<Record<Tab, number | undefined>> => ({
  timeline: view.timeline?.length,
  people: view.members ? membersOf(view).length : undefined,
  handovers: view.handOvers?.length,
  deadlines: view.deadlines?.length,
  links: view.links ? view.links.proposals.length + view.links.merged.length : undefined,
});

/** A party that has nobody to pay is shown nobody of its people. */
const tabsFor = (view: CaseView, party: boolean): readonly Tab[] =>
  party ? partysTabs.filter((tab) => tab !== 'people' || view.members) : tabs;

/** The pages of a case; the number keys go to them, and the address remembers which. */
export function CaseTabs({ view }: { view: CaseView }) {
  const { t } = useWords();
  const { actor } = useSession();
  const shown = useMemo(() => tabsFor(view, isParty(actor)), [view, actor]);
  const { tab: asked = 'overview' } = route.useSearch();
  const tab = shown.includes(asked) ? asked : 'overview';
  const navigate = route.useNavigate();
  const keys = useMemo(() => {
    const go = (next: Tab) => void navigate({ search: { tab: next }, replace: true });
    return Object.fromEntries(shown.map((each, at) => [String(at + 1), () => go(each)]));
  }, [navigate, shown]);
  useKeys(keys);
  const known = counts(view);
  const items = shown.map((key) => ({
    key,
    label: known[key] ? `${t(`case.tab.${key}`)} ${known[key]}` : t(`case.tab.${key}`),
    children: pages[key](),
  }));
  return (
    <Tabs
      className="case-tabs"
      activeKey={tab}
      items={items}
      destroyOnHidden
      onChange={(next) => void navigate({ search: { tab: next as Tab }, replace: true })}
    />
  );
}
