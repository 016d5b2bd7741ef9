import { HeartOutlined } from '../kernel/desk/icons.tsx';
import { getSupportCoverage, listSupport, listSupportLooks } from '@heliu/contract/support';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';
import { useTexts } from './texts.ts';

const Label = () => useTexts()('title');

/** Visits to people who asked for or agreed to them. */
export const supportModule: ConsoleModule = {
  id: 'support',
  live: [{ subject: 'support', lists: [listSupport, listSupportLooks, getSupportCoverage] }],
  menu: [
    {
      to: '/support',
      group: 'place',
      order: 46,
      icon: HeartOutlined,
      label: Label,
      permissions: ['support.keep', 'support.read'],
    },
  ],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/support',
      component: lazyRouteComponent(() => import('./SupportPage.tsx'), 'SupportPage'),
    }),
  ],
};
