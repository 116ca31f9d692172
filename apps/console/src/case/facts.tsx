import { dayOf } from '../clock/days.ts';
import type { Fact } from '../graph/shapes.ts';
import { Money } from '../parts/money.tsx';
import { useWords } from '../words.ts';
import { useAgencyName } from './hand-over-marks.tsx';
import { OrganisationName, PersonName } from './names.tsx';

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

function AgencyName({ name }: { name: string }) {
  const nameOf = useAgencyName();
  const { t } = useWords();
  return <>{name.split('、').map(nameOf).join(t('app.listSign'))}</>;
}

function Value({ fact: { kind, value, words } }: { fact: Fact }) {
  const { say } = useWords();
  if (words) return <>{say(words)}</>;
  if (kind === 'money') return <Money fen={Number(value)} />;
  if (kind === 'date') return <span className="figure">{dayOf(value)}</span>;
  if (kind === 'count') return <span className="figure">{value}</span>;
  if (kind === 'person') return <PersonName id={value} />;
  if (kind === 'organisation') return <OrganisationName id={value} />;
  if (kind === 'agency') return <AgencyName name={value} />;
  return <>{value}</>;
}
