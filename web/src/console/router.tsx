import { createRootRoute, createRoute, createRouter, Navigate, Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useCan } from '../kernel/auth/index.ts';
import { PageAnnouncer, parseSearch, stringifySearch } from '../kernel/route/index.ts';
import { Crash, PageSkeleton } from '../kernel/ui/index.ts';
import { signInRoutes } from '../people/console.tsx';
import { Layout } from './Layout.tsx';
import { menuFor } from './menu.ts';
import { modules } from './modules.ts';
import { NotFound } from './NotFound.tsx';

const root = createRootRoute({
  component: () => (
    <PageAnnouncer>
      <Suspense fallback={<PageSkeleton />}>
        <Outlet />
      </Suspense>
    </PageAnnouncer>
  ),
});

const layout = createRoute({ getParentRoute: () => root, id: 'staff', component: Layout });

/** The start of the console is the first thing in one's menu. */
function Home() {
  const can = useCan();
  const first = menuFor(can)[0]?.entries[0]?.to ?? '/account';
  return <Navigate to={first} replace />;
}

const home = createRoute({ getParentRoute: () => layout, path: '/', component: Home });
/** Any other address: the frame stays around what says so. */
const unknown = createRoute({ getParentRoute: () => layout, path: '$', component: NotFound });

export const router = createRouter({
  basepath: '/console',
  routeTree: root.addChildren([
    ...signInRoutes(root),
    layout.addChildren([home, ...modules.flatMap(({ routes }) => routes(layout)), unknown]),
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultErrorComponent: ({ error }) => <Crash error={error} />,
  defaultPendingComponent: PageSkeleton,
  defaultPendingMs: 150,
  scrollRestoration: true,
});
