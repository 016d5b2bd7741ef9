import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ResidentModule } from '../kernel/route/index.ts';

/** The guide for residents, reached from the foot of the first page. */
export const helpModule: ResidentModule = {
  id: 'help',
  actions: [],
  tabs: [],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/help',
      component: lazyRouteComponent(() => import('./ResidentHelpPage.tsx'), 'ResidentHelpPage'),
    }),
  ],
};
