import { QrcodeOutlined } from '../kernel/desk/icons.tsx';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';
import { useTexts } from './texts.ts';

const Label = () => useTexts()('menu');

/** Signs to print. */
export const signModule: ConsoleModule = {
  id: 'sign',
  menu: [
    {
      to: '/signs',
      group: 'place',
      order: 50,
      icon: QrcodeOutlined,
      label: Label,
      permissions: ['sign.print'],
    },
  ],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/signs',
      component: lazyRouteComponent(() => import('./SignsPage.tsx'), 'SignsPage'),
    }),
  ],
};
