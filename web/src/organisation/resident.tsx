import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ResidentModule } from '../kernel/route/index.ts';
import { PersonIcon } from '../kernel/ui/index.ts';
import { useEntryTexts } from './entry/texts.ts';

const Title = () => useEntryTexts()('title');
const Hint = () => useEntryTexts()('hint');

/** Organisations that one speaks for, in the residents' app. */
export const organisationModule: ResidentModule = {
  id: 'organisation',
  actions: [
    {
      to: '/organisations',
      order: 40,
      weight: 'plain',
      icon: () => <PersonIcon size={24} />,
      title: Title,
      hint: Hint,
      shownTo: 'everybody',
    },
  ],
  tabs: [],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/organisations',
      component: lazyRouteComponent(() => import('./own/OrganisationsPage.tsx'), 'OrganisationsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/organisations/register',
      component: lazyRouteComponent(() => import('./own/RegisterPage.tsx'), 'RegisterPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/organisations/$organisationId',
      component: lazyRouteComponent(() => import('./own/OrganisationPage.tsx'), 'OrganisationPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/organisations/$organisationId/apply',
      component: lazyRouteComponent(() => import('./own/ApplyPage.tsx'), 'ApplyPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/organisations/$organisationId/contact',
      component: lazyRouteComponent(() => import('./own/ContactPage.tsx'), 'ContactPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/organisations/$organisationId/circulars/$circularId',
      component: lazyRouteComponent(() => import('./own/CircularPage.tsx'), 'CircularPage'),
    }),
  ],
};
