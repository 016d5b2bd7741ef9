import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';

/** The guides for staff, reached from the account menu. */
export const helpModule: ConsoleModule = {
  id: 'help',
  menu: [],
  routes: (parent: AnyRoute) =>
    ['/help', '/help/$name'].map((path) =>
      createRoute({
        getParentRoute: () => parent,
        path,
        component: lazyRouteComponent(() => import('./HelpPage.tsx'), 'HelpPage'),
      }),
    ),
};
