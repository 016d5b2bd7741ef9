import { CustomerServiceOutlined } from '../kernel/desk/icons.tsx';
import { countAnswers, listCallBacks } from '@heliu/contract/hotline';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';
import { useTexts } from './texts.ts';

const Label = () => useTexts()('title');

/** The desk of the operators on the telephone. */
export const hotlineModule: ConsoleModule = {
  id: 'hotline',
  live: [{ subject: 'matter', lists: [listCallBacks, countAnswers] }],
  menu: [
    {
      to: '/hotline',
      group: 'work',
      order: 15,
      icon: CustomerServiceOutlined,
      label: Label,
      permissions: ['hotline.use'],
    },
  ],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/hotline',
      component: lazyRouteComponent(() => import('./DeskPage.tsx'), 'CallerPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/hotline/call-backs',
      component: lazyRouteComponent(() => import('./DeskPage.tsx'), 'CallBacksPage'),
    }),
  ],
};
