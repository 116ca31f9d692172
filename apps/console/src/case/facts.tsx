import { dayOf } from '../clock/days.ts';
import type { Fact } from '../graph/shapes.ts';
import { Money } from '../parts/money.tsx';
import { useWords } from '../words.ts';
import { employersOf, membersOf, useCase } from './case-context.ts';

/** What a reader sees of a procedure or an event without knowing either. */
export function Facts({ facts, inline = false }: { facts: readonly Fact[]; inline?: boolean }) {
  const { say } = useWords();
  if (facts.length === 0) return null;
  return (
    <dl className={inline ? 'facts facts-inline' : 'facts'}>
      {facts.map((fact, at) => (
        <div key={at}>
          <dt>{say(fact.label)}</dt>
          <dd>
            <Value fact={fact} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ fact: { kind, value } }: { fact: Fact }) {
  if (kind === 'money') return <Money fen={Number(value)} />;
  if (kind === 'date') return <span className="figure">{dayOf(value)}</span>;
  if (kind === 'count') return <span className="figure">{value}</span>;
  if (kind === 'person') return <PersonName id={value} />;
  if (kind === 'organisation') return <OrganisationName id={value} />;
  return <>{value}</>;
}

/** Facts carry ids only; the name is what the party register shows to this reader. */
export function PersonName({ id }: { id: string }) {
  const { t } = useWords();
  const { view } = useCase();
  const person = membersOf(view).find((member) => member.person.id === id)?.person;
  if (!person?.name) return <span className="quiet">{t('case.nameHidden')}</span>;
  return <span title={person.idNumber ?? undefined}>{person.name}</span>;
}

export function OrganisationName({ id }: { id: string }) {
  const { t } = useWords();
  const { view } = useCase();
  const name = employersOf(view).find((each) => each.id === id)?.name;
  return name ? <>{name}</> : <span className="quiet">{t('case.nameHidden')}</span>;
}
