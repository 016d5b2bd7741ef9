import { InboxOutlined } from '@ant-design/icons';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';
import { useTexts } from './texts.ts';

const QueueLabel = () => useTexts()('queue.title');

/** Queues, matters and their registration. */
export const matterModule: ConsoleModule = {
  id: 'matter',
  menu: [
    {
      to: '/matters',
      group: 'work',
      order: 10,
      icon: InboxOutlined,
      label: QueueLabel,
      permissions: ['queue.read'],
    },
  ],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/matters',
      component: lazyRouteComponent(() => import('./queue/QueuePage.tsx'), 'QueuePage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/matters/$matterId',
      component: lazyRouteComponent(() => import('./page/MatterPage.tsx'), 'MatterPage'),
    }),
  ],
};
