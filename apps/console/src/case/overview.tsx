import { useSession } from '../session/session-context.ts';
import { useWords } from '../words.ts';
import { useCase } from './case-context.ts';
import { fileOf } from './case-query.ts';
import { DeadlinesRail, HandOversRail, ProposalsRail } from './rails.tsx';
import { Lane } from './lane.tsx';

/** The lanes of all agencies, one's own first, and beside them what waits. */
export function Overview() {
  const { t } = useWords();
  const { actor, agencies } = useSession();
  const { view } = useCase();
  const ordered = agencies.toSorted(
    (one, two) => Number(two.name === actor.agency) - Number(one.name === actor.agency),
  );
  return (
    <div className="overview">
      <section className="lanes panel" aria-label={t('case.lanes')}>
        {ordered.map((agency) => (
          <Lane key={agency.name} agency={agency} file={fileOf(view, agency)} own={agency.name === actor.agency} />
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
