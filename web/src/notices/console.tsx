import { BellOutlined, MailOutlined } from '../kernel/desk/icons.tsx';
import { countNotices, listNotices } from '@heliu/contract/notices';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';
import { useTexts as useDeliveryTexts } from './deliveries/texts.ts';
import { useTexts } from './texts.ts';

export { Bell } from './Bell.tsx';

const NoticesLabel = () => useTexts()('title');
const DeliveriesLabel = () => useDeliveryTexts()('title');

/** What staff are told, and how. */
export const noticesModule: ConsoleModule = {
  id: 'notices',
  live: [{ subject: 'notices', lists: [listNotices, countNotices] }],
  menu: [
    { to: '/notices', group: 'work', order: 40, icon: BellOutlined, label: NoticesLabel },
    {
      to: '/deliveries',
      group: 'administration',
      order: 55,
      icon: MailOutlined,
      label: DeliveriesLabel,
      permissions: ['notice.manage'],
    },
  ],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/deliveries',
      component: lazyRouteComponent(() => import('./deliveries/DeliveriesPage.tsx'), 'DeliveriesPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/notices',
      component: lazyRouteComponent(() => import('./NoticesPage.tsx'), 'NoticesPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/notices/preferences',
      component: lazyRouteComponent(() => import('./PreferencesPage.tsx'), 'PreferencesPage'),
    }),
  ],
};
