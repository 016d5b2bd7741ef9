import type { countNotices, listNotices } from '@heliu/contract/notices';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { ResidentModule } from '../kernel/route/index.ts';

const LoadedBell = lazy(async () => ({ default: (await import('./Bell.tsx')).Bell }));

/** For whoever is signed in; nobody else loads it. */
export const Bell = () => (
  <Suspense fallback={null}>
    <LoadedBell />
  </Suspense>
);

// By name: their schemas load with the pages that use them.
const list: Pick<typeof listNotices, 'id'> = { id: 'notice.list' };
const count: Pick<typeof countNotices, 'id'> = { id: 'notice.count' };

/** What residents are told, and how. */
export const noticesModule: ResidentModule = {
  id: 'notices',
  live: [{ subject: 'notices', lists: [list, count] }],
  actions: [],
  tabs: [],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/notices',
      component: lazyRouteComponent(() => import('./ResidentNoticesPage.tsx'), 'ResidentNoticesPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/notices/preferences',
      component: lazyRouteComponent(() => import('./ResidentNoticesPage.tsx'), 'ResidentPreferencesPage'),
    }),
  ],
};
