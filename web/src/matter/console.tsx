import { AuditOutlined, FormOutlined, InboxOutlined } from '../kernel/desk/icons.tsx';
import { countMatters, getHistory, getMatter, listMatters } from '@heliu/contract/matter/views';
import { countRulings, listRulings } from '@heliu/contract/matter/rulings';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';
import { RulingsLabel } from './ruling/RulingsLabel.tsx';
import { useTexts } from './texts.ts';

export { useEventName } from './page/use-event-name.ts';

const QueueLabel = () => useTexts()('queue.title');
const RegisterLabel = () => useTexts()('register.title');

/** Queues, matters and their registration. */
export const matterModule: ConsoleModule = {
  id: 'matter',
  live: [
    {
      subject: 'matter',
      one: { param: 'matterId', endpoints: [getMatter, getHistory] },
      lists: [listMatters, countMatters, listRulings, countRulings],
    },
  ],
  menu: [
    {
      to: '/matters',
      group: 'work',
      order: 10,
      icon: InboxOutlined,
      label: QueueLabel,
      permissions: ['queue.read'],
    },
    {
      to: '/register',
      group: 'work',
      order: 20,
      icon: FormOutlined,
      label: RegisterLabel,
      permissions: ['matter.register'],
    },
    {
      to: '/rulings',
      group: 'work',
      order: 28,
      icon: AuditOutlined,
      label: RulingsLabel,
      permissions: ['matter.approve'],
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
    createRoute({
      getParentRoute: () => parent,
      path: '/matters/$matterId/levels',
      component: lazyRouteComponent(() => import('./levels/LevelsPage.tsx'), 'LevelsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/rulings',
      component: lazyRouteComponent(() => import('./ruling/RulingsPage.tsx'), 'RulingsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/register',
      component: lazyRouteComponent(() => import('./register/RegisterPage.tsx'), 'RegisterPage'),
    }),
  ],
};
