import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Link,
} from '@tanstack/react-router';
import { PageAnnouncer, parseSearch, stringifySearch } from '../kernel/route/index.ts';
import { Crash, EmptyState, PageSkeleton } from '../kernel/ui/index.ts';
import { HomePage } from './HomePage.tsx';
import { modules } from './modules.ts';
import { Shell } from './Shell.tsx';
import { useTexts } from './texts.ts';

const basePath = '/kiosk';

function NotFound() {
  const t = useTexts();
  return (
    <EmptyState page title={t('notFound')} actions={<Link to="/">{t('home')}</Link>}>
      {t('notFoundText')}
    </EmptyState>
  );
}

/** Pages are turned in memory: the browser's back button and history know the first page alone. */
export function createVisitRouter() {
  const root = createRootRoute({
    component: () => (
      <PageAnnouncer>
        <Shell />
      </PageAnnouncer>
    ),
  });
  const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage });
  return createRouter({
    basepath: basePath,
    history: createMemoryHistory({ initialEntries: [basePath] }),
    routeTree: root.addChildren([home, ...modules.flatMap(({ routes }) => routes(root))]),
    parseSearch,
    stringifySearch,
    defaultNotFoundComponent: NotFound,
    notFoundMode: 'root',
    defaultErrorComponent: ({ error }) => <Crash error={error} />,
    defaultPendingComponent: PageSkeleton,
    defaultPendingMs: 150,
  });
}
