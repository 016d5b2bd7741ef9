import { SendOutlined } from '../kernel/desk/icons.tsx';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';
import { useTexts } from './texts.ts';

const Label = () => useTexts()('title');

/** Other systems that are told of events. */
export const webhooksModule: ConsoleModule = {
  id: 'webhooks',
  menu: [
    {
      to: '/webhooks',
      group: 'administration',
      order: 42,
      icon: SendOutlined,
      label: Label,
      permissions: ['webhook.manage'],
    },
  ],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/webhooks',
      component: lazyRouteComponent(() => import('./WebhooksPage.tsx'), 'WebhooksPage'),
    }),
  ],
};
