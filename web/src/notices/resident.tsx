import { countNotices, listNotices } from '@heliu/contract/notices';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ResidentModule } from '../kernel/route/index.ts';

export { Bell } from './Bell.tsx';

/** What residents are told, and how. */
export const noticesModule: ResidentModule = {
  id: 'notices',
  live: [{ subject: 'notices', lists: [listNotices, countNotices] }],
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
