import { BarChartOutlined } from '../kernel/desk/icons.tsx';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';
import { useTexts } from './texts.ts';

const Label = () => useTexts()('title');

export const statisticsModule: ConsoleModule = {
  id: 'statistics',
  menu: [
    {
      to: '/statistics',
      group: 'insight',
      order: 10,
      icon: BarChartOutlined,
      label: Label,
      permissions: ['statistics.read'],
    },
  ],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/statistics',
      component: lazyRouteComponent(() => import('./StatisticsPage.tsx'), 'StatisticsPage'),
    }),
  ],
};
