import { createRootRoute, createRoute, createRouter, Link } from '@tanstack/react-router';
import { PageAnnouncer, parseSearch, stringifySearch } from '../kernel/route/index.ts';
import { Crash, EmptyState, PageSkeleton } from '../kernel/ui/index.ts';
import { HomePage } from './HomePage.tsx';
import { modules } from './modules.ts';
import { Shell } from './Shell.tsx';
import { useTexts } from './texts.ts';

export const basePath = '/r';

const root = createRootRoute({
  component: () => (
    <PageAnnouncer>
      <Shell />
    </PageAnnouncer>
  ),
});

const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage });

function NotFound() {
  const t = useTexts();
  return (
    <EmptyState page title={t('notFound.title')} actions={<Link to="/">{t('notFound.home')}</Link>}>
      {t('notFound.text')}
    </EmptyState>
  );
}

export const router = createRouter({
  basepath: basePath,
  routeTree: root.addChildren([home, ...modules.flatMap(({ routes }) => routes(root))]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultNotFoundComponent: NotFound,
  notFoundMode: 'root',
  defaultErrorComponent: ({ error }) => <Crash error={error} />,
  defaultPendingComponent: PageSkeleton,
  defaultPendingMs: 150,
  scrollRestoration: true,
});
