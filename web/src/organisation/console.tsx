import { BankOutlined, NotificationOutlined } from '../kernel/desk/icons.tsx';
import { getCircular, getCopy, listCirculars, listCopies } from '@heliu/contract/organisation/circulars';
import { getOrganisation, getOrganisationBoard, listOrganisations } from '@heliu/contract/organisation/desk';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';
import { useTexts } from './texts.ts';

const Label = () => useTexts()('desk.title');
const CircularsLabel = () => useTexts()('circulars.title');

/** Organisations with accounts, and what units send them. */
export const organisationModule: ConsoleModule = {
  id: 'organisation',
  live: [
    {
      subject: 'organisation',
      one: { param: 'organisationId', endpoints: [getOrganisation] },
      lists: [listOrganisations, getOrganisationBoard],
    },
    {
      subject: 'circular',
      one: { param: 'circularId', endpoints: [getCircular, listCopies, getCopy] },
      lists: [listCirculars],
    },
  ],
  menu: [
    {
      to: '/organisations',
      group: 'work',
      order: 30,
      icon: BankOutlined,
      label: Label,
      permissions: ['organisation.read'],
    },
    {
      to: '/circulars',
      group: 'work',
      order: 31,
      icon: NotificationOutlined,
      label: CircularsLabel,
      permissions: ['organisation.read'],
    },
  ],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/organisations',
      component: lazyRouteComponent(() => import('./desk/OrganisationsPage.tsx'), 'OrganisationsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/organisations/$organisationId',
      component: lazyRouteComponent(() => import('./desk/OrganisationPage.tsx'), 'OrganisationPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/circulars',
      component: lazyRouteComponent(() => import('./desk/CircularsPage.tsx'), 'CircularsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/circulars/$circularId',
      component: lazyRouteComponent(() => import('./desk/CircularPage.tsx'), 'CircularPage'),
    }),
  ],
};
