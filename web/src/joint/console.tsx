import { PhoneOutlined } from '@ant-design/icons';
import { getCallBoard, listCalls, listCallsOfMatter } from '@heliu/contract/joint';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';
import { useTexts } from './texts.ts';

export { CallsPanel } from './CallsPanel.tsx';

const Label = () => useTexts()('title');

/** The board of calls and the duty lists. */
export const jointModule: ConsoleModule = {
  id: 'joint',
  live: [{ subject: 'call', lists: [listCalls, getCallBoard, listCallsOfMatter] }],
  menu: [
    {
      to: '/calls',
      group: 'work',
      order: 25,
      icon: PhoneOutlined,
      label: Label,
      permissions: ['joint.read'],
    },
  ],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/calls',
      component: lazyRouteComponent(() => import('./CallsPage.tsx'), 'CallsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/calls/duties',
      component: lazyRouteComponent(() => import('./DutiesPage.tsx'), 'DutiesPage'),
    }),
  ],
};
