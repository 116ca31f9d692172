import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { ask, send } from '../graph/http.ts';
import type { AgencyField } from '../graph/shapes.ts';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { useWords } from '../words.ts';
import type { Who } from './renewal.ts';
import type { Actor, Persona } from './session-context.ts';
import { deskOrder } from './desks.ts';
import './sign-in.css';

interface SignInProps {
  readonly because: 'silent' | undefined;
  readonly signedIn: (who: Who) => void;
}

/** The door: one card for each person of the demonstration, by agency; in earnest a way to the provider. */
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
      ({ actor }) => signedIn({ actor: { ...persona, ...actor, label: persona.label } }),
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
        {failed && <Alert type="error" showIcon title={t('session.failed')} description={t('session.failedNext')} />}
        {personas?.length === 0 && <ThroughProvider />}
        {personas && personas.length > 0 && <Desks personas={personas} agencies={agencies} enter={enter} />}
      </main>
    </div>
  );
}

/** The provider asks who it is; afterwards the page opens that was asked for. */
function ThroughProvider() {
  const { t } = useWords();
  const { pathname, search, hash } = location;
  return (
    <>
      <h2>{t('session.welcome')}</h2>
      <p className="quiet">{t('session.account')}</p>
      <Button type="primary" size="large" href={`/sign-in?to=${encodeURIComponent(pathname + search + hash)}`}>
        {t('session.signIn')}
      </Button>
    </>
  );
}

interface DesksProps {
  readonly personas: readonly Persona[];
  readonly agencies: readonly AgencyField[];
  readonly enter: (persona: Persona) => void;
}

function Desks({ personas, agencies, enter }: DesksProps) {
  const { t, say, coded } = useWords();
  const nameOf = (agency: string) =>
    say(agencies.find((each) => each.name === agency)?.label) || coded('agency', agency);
  return (
    <>
      <h2>{t('session.choose')}</h2>
      <p className="quiet">{t('session.explain')}</p>
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
    </>
  );
}
