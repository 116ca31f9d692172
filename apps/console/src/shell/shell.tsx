import {
  ApiOutlined,
  BarChartOutlined,
  ClockCircleOutlined,
  DashboardOutlined,
  FileExcelOutlined,
  FolderOpenOutlined,
  FormOutlined,
  SwapOutlined,
} from '@ant-design/icons';
import { Link, Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { Waiting } from '../parts/block.tsx';
import { isOperator, isParty, useSession, type Session } from '../session/session-context.ts';
import { useWords } from '../words.ts';
import { ClockBar } from './clock-bar.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import './shell.css';

const places = [
  { to: '/cases', words: 'nav.cases', Icon: FolderOpenOutlined },
  { to: '/new', words: 'nav.intake', Icon: FormOutlined },
  { to: '/ledger', words: 'nav.ledger', Icon: SwapOutlined },
  { to: '/due', words: 'nav.due', Icon: ClockCircleOutlined },
  { to: '/figures', words: 'nav.figures', Icon: BarChartOutlined },
  { to: '/wages', words: 'nav.wages', Icon: FileExcelOutlined },
  { to: '/query', words: 'nav.query', Icon: ApiOutlined },
] as const;
/** Whoever keeps the services alive has no business with cases. */
const operatorsPlaces = [
  { to: '/operations', words: 'nav.operations', Icon: DashboardOutlined },
  { to: '/ledger', words: 'nav.ledger', Icon: SwapOutlined },
  { to: '/query', words: 'nav.query', Icon: ApiOutlined },
] as const;

/** A party has its own cases, and nothing else to look after. */
const partysPlaces = places.filter(({ to }) => to === '/cases');

/** Who only studies cases takes nobody up. */
const analystsPlaces = places.filter(({ to }) => to !== '/new' && to !== '/wages');

function placesOf({ actor, agencies }: Pick<Session, 'actor' | 'agencies'>) {
  if (isOperator(actor)) return operatorsPlaces;
  if (isParty(actor)) return partysPlaces;
  return agencies.some(({ name }) => name === actor.agency) ? places : analystsPlaces;
}

/** Header, way about, and the page that the address names. */
export function Shell() {
  const { t } = useWords();
  const session = useSession();
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <Bar />
      <nav className="side" aria-label={t('nav.label')}>
        {placesOf(session).map(({ to, words, Icon }) => (
          <Link key={to} to={to} className="side-link" activeProps={{ className: 'side-here' }}>
            <Icon aria-hidden /> {t(words)}
          </Link>
        ))}
      </nav>
      <main id="main" className="shell-main" tabIndex={-1}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}

function Bar() {
  const { t, say, coded } = useWords();
  const { actor, agencies, signOut } = useSession();
  const agency = say(agencies.find((each) => each.name === actor.agency)?.label) || coded('agency', actor.agency);
  return (
    <header className="bar">
      <Link to="/" className="bar-title">
        {t('app.title')}
      </Link>
      <ClockBar />
      <span className="bar-push" />
      <span className="bar-person">
        <b>{agency}</b> {actor.name ?? actor.id}
      </span>
      <LanguageSwitch />
      <button type="button" className="bar-button" onClick={signOut}>
        {t('app.signOut')}
      </button>
    </header>
  );
}
