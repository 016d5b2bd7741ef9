import { BellOutlined } from '@ant-design/icons';
import { countNotices, listNotices } from '@heliu/contract/notices';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';
import { useTexts } from './texts.ts';

export { Bell } from './Bell.tsx';
export { FollowButton } from './FollowButton.tsx';

const NoticesLabel = () => useTexts()('title');

/** What staff are told, and how. */
export const noticesModule: ConsoleModule = {
  id: 'notices',
  live: [{ subject: 'notices', lists: [listNotices, countNotices] }],
  menu: [{ to: '/notices', group: 'work', order: 30, icon: BellOutlined, label: NoticesLabel }],
  routes: (parent: AnyRoute) => [
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
