import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Broken } from './shell/broken.tsx';
import { Home } from './shell/home.tsx';
import { NotFound } from './shell/not-found.tsx';
import { Shell } from './shell/shell.tsx';
import { caseSearch, casesSearch, ledgerSearch, operationsSearch } from './search.ts';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const parent = { getParentRoute: () => root };

/** Each page is fetched when somebody goes there. */
const home = createRoute({
  ...parent,
  path: '/',
  component: Home,
});
export const casesRoute = createRoute({
  ...parent,
  path: '/cases',
  validateSearch: casesSearch,
  component: lazyRouteComponent(() => import('./cases/cases-page.tsx')),
});
export const caseRoute = createRoute({
  ...parent,
  path: '/cases/$caseId',
  validateSearch: caseSearch,
  component: lazyRouteComponent(() => import('./case/case-page.tsx')),
});
const ledger = createRoute({
  ...parent,
  path: '/ledger',
  validateSearch: ledgerSearch,
  component: lazyRouteComponent(() => import('./ledger/ledger-page.tsx')),
});
const due = createRoute({
  ...parent,
  path: '/due',
  component: lazyRouteComponent(() => import('./due/due-page.tsx')),
});
const figures = createRoute({
  ...parent,
  path: '/figures',
  component: lazyRouteComponent(() => import('./figures/figures-page.tsx')),
});
const query = createRoute({
  ...parent,
  path: '/query',
  component: lazyRouteComponent(() => import('./query/query-page.tsx')),
});
const operations = createRoute({
  ...parent,
  path: '/operations',
  validateSearch: operationsSearch,
  component: lazyRouteComponent(() => import('./operations/operations-page.tsx')),
});
const intake = createRoute({
  ...parent,
  path: '/new',
  component: lazyRouteComponent(() => import('./intake/intake-page.tsx')),
});
const wages = createRoute({
  ...parent,
  path: '/wages',
  component: lazyRouteComponent(() => import('./wages/wages-page.tsx')),
});

export const router = createRouter({
  routeTree: root.addChildren([home, casesRoute, caseRoute, ledger, due, figures, query, intake, wages, operations]),
  defaultErrorComponent: Broken,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
