import { useToday } from '../clock/clock-context.ts';
import { nextOf } from '../clock/term.ts';
import { TermMark } from '../clock/term.tsx';
import { Employers } from '../cases/cases-table.tsx';
import { RiskMark, StatusMark } from '../cases/marks.tsx';
import type { CaseView } from '../graph/shapes.ts';
import { Money } from '../parts/money.tsx';
import { useTitle } from '../parts/title.ts';
import { isParty, useSession } from '../session/session-context.ts';
import { useWords } from '../words.ts';

/** Number, people, employer, money in its own columns, and the clock that runs out first. */
export function CaseHead({ view }: { view: CaseView }) {
  const party = isParty(useSession().actor);
  const { t, coded } = useWords();
  const number = view.number ?? view.id.slice(0, 8);
  useTitle(number);
  const doors = (view.doors ?? []).map((door) => coded('door', door)).join(t('app.listSign'));
  return (
    <header className="case-head panel">
      <div className="case-title">
        <h1 className="number">{number}</h1>
        <p className="case-parties">
          <b>{view.headCount === null ? t('block.unknown') : t('case.people', { count: view.headCount })}</b>{' '}
          {t('case.against')} <Employers row={view} />
        </p>
        {!party && <RiskMark risk={view.risk} />}
        <StatusMark status={view.status} />
        <span className="quiet case-opened">
          {t('case.openedOn', { day: view.openedOn ?? '' })}
          {doors && ` · ${doors}`}
        </span>
      </div>
      <Sums view={view} />
    </header>
  );
}

function Sums({ view }: { view: CaseView }) {
  const { t } = useWords();
  const { money } = view;
  const claimed = [t('money.claimed'), money?.claimed ?? view.claimed] as const;
  const paid = [
    [t('money.agreed'), money?.agreed],
    [t('money.paid'), money?.paid],
    [t('money.outstanding'), money?.outstanding],
  ] as const;
  const sums = isParty(useSession().actor) ? [claimed] : [claimed, ...paid];
  return (
    <dl className="case-sums">
      {sums.map(([words, fen]) => (
        <div key={words} className="case-sum">
          <dt>{words}</dt>
          <dd>
            <Money fen={fen} />
          </dd>
        </div>
      ))}
      <NextTerm view={view} />
    </dl>
  );
}

function NextTerm({ view }: { view: CaseView }) {
  const { t, say, coded } = useWords();
  const today = useToday();
  const next = nextOf(view.deadlines ?? [], today);
  return (
    <div className="case-next">
      <dt>{t('case.nextDeadline')}</dt>
      <dd>
        {!view.deadlines && <span className="quiet">{t('block.unknown')}</span>}
        {view.deadlines && !next && <span className="quiet">{t('case.noDeadline')}</span>}
        {next && (
          <>
            <span className="case-next-name">
              {coded('agency', next.agency)} {say(next.name)}
            </span>{' '}
            <TermMark deadline={next} />
          </>
        )}
      </dd>
    </div>
  );
}
