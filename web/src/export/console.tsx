import { ExportOutlined } from '../kernel/desk/icons.tsx';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';
import { useTexts } from './texts.ts';

const Label = () => useTexts()('title');

export const exportModule: ConsoleModule = {
  id: 'export',
  menu: [
    {
      to: '/exports',
      group: 'administration',
      order: 50,
      icon: ExportOutlined,
      label: Label,
      permissions: ['audit.read'],
    },
  ],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/exports',
      component: lazyRouteComponent(() => import('./ExportsPage.tsx'), 'ExportsPage'),
    }),
  ],
};

export { ExportButton } from './ExportButton.tsx';
