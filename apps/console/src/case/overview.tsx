import type { AgencyField } from '../graph/shapes.ts';
import { isParty, useSession } from '../session/session-context.ts';
import { useWords } from '../words.ts';
import { useCase } from './case-context.ts';
import { fileOf } from './case-query.ts';
import { DeadlinesRail, HandOversRail, ProposalsRail } from './rails.tsx';
import { Lane } from './lane.tsx';

/** The lanes of all agencies, one's own first, and beside them what waits. A party has business with its own only. */
export function Overview() {
  const { t } = useWords();
  const { actor, agencies } = useSession();
  const { view } = useCase();
  const isOwn = ({ name }: AgencyField) => name === actor.agency;
  const shown = isParty(actor) ? agencies.filter(isOwn) : agencies;
  const ordered = shown.toSorted((one, two) => Number(isOwn(two)) - Number(isOwn(one)));
  return (
    <div className="overview">
      <section className="lanes panel" aria-label={t('case.lanes')}>
        {ordered.map((agency) => (
          <Lane key={agency.name} agency={agency} file={fileOf(view, agency)} own={isOwn(agency)} />
        ))}
      </section>
      <aside className="rails">
        <DeadlinesRail />
        <HandOversRail />
        <ProposalsRail />
      </aside>
    </div>
  );
}
