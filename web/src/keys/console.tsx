import { KeyOutlined } from '../kernel/desk/icons.tsx';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';
import { useTexts } from './texts.ts';

const Label = () => useTexts()('title');

export const keysModule: ConsoleModule = {
  id: 'keys',
  menu: [
    {
      to: '/keys',
      group: 'administration',
      order: 40,
      icon: KeyOutlined,
      label: Label,
      permissions: ['key.manage'],
    },
  ],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/keys',
      component: lazyRouteComponent(() => import('./KeysPage.tsx'), 'KeysPage'),
    }),
  ],
};
