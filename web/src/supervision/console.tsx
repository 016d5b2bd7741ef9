import { AlertOutlined } from '../kernel/desk/icons.tsx';
import { getBoard, getSupervision, listCards } from '@heliu/contract/supervision';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';
import { useTexts } from './texts.ts';

const Label = () => useTexts()('title');

/** The board of open cards and the weekly bulletin. */
export const supervisionModule: ConsoleModule = {
  id: 'supervision',
  live: [
    { subject: 'supervision', lists: [listCards, getBoard, getSupervision] },
    { subject: 'matter', one: { param: 'matterId', endpoints: [getSupervision] } },
  ],
  menu: [
    {
      to: '/supervision',
      group: 'work',
      order: 30,
      icon: AlertOutlined,
      label: Label,
      permissions: ['supervision.read'],
    },
  ],
  pages: [{ to: '/supervision/bulletin', permissions: ['supervision.bulletin'] }],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/supervision',
      component: lazyRouteComponent(() => import('./BoardPage.tsx'), 'BoardPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/supervision/bulletin',
      component: lazyRouteComponent(() => import('./BulletinPage.tsx'), 'BulletinPage'),
    }),
  ],
};
