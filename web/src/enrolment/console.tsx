import { getGridPeople, listOwnEnrolments } from '@heliu/contract/enrolment';
import { lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';

/** Who is enrolled in a grid, and where I am: parts of the pages of others, which follow what happens. */
export const enrolmentModule: ConsoleModule = {
  id: 'enrolment',
  live: [
    { subject: 'grid', one: { param: 'code', endpoints: [getGridPeople] } },
    { subject: 'account', lists: [listOwnEnrolments] },
  ],
  menu: [],
  routes: () => [],
};

export const GridPeoplePart = lazyRouteComponent(() => import('./GridPeoplePart.tsx'), 'GridPeoplePart');
export const HomePanel = lazyRouteComponent(() => import('./HomePanel.tsx'), 'HomePanel');
