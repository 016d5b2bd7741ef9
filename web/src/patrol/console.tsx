import { CompassOutlined } from '../kernel/desk/icons.tsx';
import { getCoverage, listCoveragePlaces } from '@heliu/contract/patrol';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';
import { useTexts } from './texts.ts';

const Label = () => useTexts()('coverage.menu');

/** Which places of the patrol plans somebody had a look at. */
export const patrolModule: ConsoleModule = {
  id: 'patrol',
  live: [{ subject: 'visit', lists: [getCoverage, listCoveragePlaces] }],
  menu: [
    {
      to: '/patrol',
      group: 'place',
      order: 40,
      icon: CompassOutlined,
      label: Label,
      permissions: ['patrol.read'],
    },
  ],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/patrol',
      component: lazyRouteComponent(() => import('./CoveragePage.tsx'), 'CoveragePage'),
    }),
  ],
};
