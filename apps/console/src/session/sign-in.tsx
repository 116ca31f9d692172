import { Alert } from 'antd';
import { useEffect, useState } from 'react';
import { ask, send } from '../graph/http.ts';
import type { AgencyField } from '../graph/shapes.ts';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { useWords } from '../words.ts';
import type { Actor, Persona } from './session-context.ts';
import { deskOrder } from './desks.ts';
import './sign-in.css';

interface SignInProps {
  readonly because: 'expired' | 'silent' | undefined;
  readonly signedIn: (actor: Actor) => void;
}

/** The door of the demonstration: one card for each person, by agency. */
export function SignIn({ because, signedIn }: SignInProps) {
  const { t } = useWords();
  const [personas, setPersonas] = useState<readonly Persona[]>();
  const [agencies, setAgencies] = useState<readonly AgencyField[]>([]);
  const [failed, setFailed] = useState(because === 'silent');
  useEffect(() => {
    ask<Persona[]>('/personas').then(setPersonas, () => setFailed(true));
    ask<AgencyField[]>('/agencies.json').then(setAgencies, () => undefined);
  }, []);
  const enter = (persona: Persona) =>
    send<{ actor: Actor }>('/sign-in', { persona: persona.id }).then(
      ({ actor }) => signedIn({ ...persona, ...actor, label: persona.label }),
      () => setFailed(true),
    );
  return (
    <div className="door">
      <header className="door-head">
        <div>
          <h1>{t('app.title')}</h1>
          <p>{t('app.subtitle')}</p>
        </div>
        <LanguageSwitch />
      </header>
      <main className="door-main">
        <h2>{t('session.choose')}</h2>
        <p className="quiet">{t('session.explain')}</p>
        {because === 'expired' && <Alert type="warning" showIcon title={t('session.expired')} />}
        {failed && <Alert type="error" showIcon title={t('session.failed')} description={t('session.failedNext')} />}
        {personas && <Desks personas={personas} agencies={agencies} enter={enter} />}
      </main>
    </div>
  );
}

interface DesksProps {
  readonly personas: readonly Persona[];
  readonly agencies: readonly AgencyField[];
  readonly enter: (persona: Persona) => void;
}

function Desks({ personas, agencies, enter }: DesksProps) {
  const { say, coded } = useWords();
  const nameOf = (agency: string) =>
    say(agencies.find((each) => each.name === agency)?.label) || coded('agency', agency);
  return (
    <div className="desks">
      {deskOrder(personas).map(([agency, people]) => (
        <section key={agency} className="desk" aria-labelledby={`desk-${agency}`}>
          <h3 id={`desk-${agency}`}>{nameOf(agency)}</h3>
          {people.map((persona) => (
            <button key={persona.id} type="button" className="persona" onClick={() => enter(persona)}>
              <span className="persona-role">{say(persona.label)}</span>
              <span className="persona-name">{persona.name}</span>
            </button>
          ))}
        </section>
      ))}
    </div>
  );
}
