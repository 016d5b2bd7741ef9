import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { FieldModule } from '../kernel/route/index.ts';

/** Opens the code of a sign in the field app. */
export const signModule: FieldModule = {
  id: 'sign',
  kept: { own: [], device: [] },
  sends: [],
  tabs: [],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/scan',
      component: lazyRouteComponent(() => import('./ScanPage.tsx'), 'ScanPage'),
    }),
  ],
};
