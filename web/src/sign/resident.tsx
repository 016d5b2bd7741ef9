import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ResidentModule } from '../kernel/route/index.ts';

/** Where the QR code on a sign leads. */
export const signModule: ResidentModule = {
  id: 'sign',
  actions: [],
  tabs: [],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/at/$code',
      component: lazyRouteComponent(() => import('./HerePage.tsx'), 'HerePage'),
    }),
  ],
};
