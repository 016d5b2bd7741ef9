import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Link,
} from '@tanstack/react-router';
import { PageAnnouncer, parseSearch, stringifySearch } from '../kernel/route/index.ts';
import { Crash, EmptyState, PageSkeleton } from '../kernel/ui/index.ts';
import { modules } from './modules.ts';
import { Shell } from './Shell.tsx';
import { useTexts } from './texts.ts';

const root = createRootRoute({
  component: () => (
    <PageAnnouncer>
      <Shell />
    </PageAnnouncer>
  ),
});

const own = (parent: AnyRoute): AnyRoute[] => [
  createRoute({
    getParentRoute: () => parent,
    path: '/outbox',
    component: lazyRouteComponent(() => import('./outbox/OutboxPage.tsx'), 'OutboxPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/me',
    component: lazyRouteComponent(() => import('./me/MePage.tsx'), 'MePage'),
  }),
];

function NotFound() {
  const t = useTexts();
  return (
    <EmptyState page title={t('notFound.title')} actions={<Link to="/">{t('notFound.home')}</Link>}>
      {t('notFound.text')}
    </EmptyState>
  );
}

export const router = createRouter({
  basepath: '/field',
  routeTree: root.addChildren([...own(root), ...modules.flatMap(({ routes }) => routes(root))]),
  parseSearch,
  stringifySearch,
  defaultNotFoundComponent: NotFound,
  notFoundMode: 'root',
  defaultErrorComponent: ({ error }) => <Crash error={error} />,
  defaultPendingComponent: PageSkeleton,
  defaultPendingMs: 150,
  scrollRestoration: true,
});
