import { HomeOutlined, TeamOutlined } from '../kernel/desk/icons.tsx';
import { getPremises, listDisputes, listPremises } from '@heliu/contract/registers';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';
import { useTexts } from './texts.ts';

const PremisesLabel = () => useTexts()('premises.title');
const DisputesLabel = () => useTexts()('disputes.title');

/** Registers of places and matters. */
export const registersModule: ConsoleModule = {
  id: 'registers',
  live: [
    {
      subject: 'premises',
      one: { param: 'premisesId', endpoints: [getPremises] },
      lists: [listPremises],
    },
    { subject: 'visit', lists: [listPremises] },
    { subject: 'matter', lists: [listDisputes] },
  ],
  menu: [
    {
      to: '/premises',
      group: 'place',
      order: 42,
      icon: HomeOutlined,
      label: PremisesLabel,
      permissions: ['premises.read'],
    },
    {
      to: '/disputes',
      group: 'place',
      order: 44,
      icon: TeamOutlined,
      label: DisputesLabel,
      permissions: ['dispute.read'],
    },
  ],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/premises',
      component: lazyRouteComponent(() => import('./PremisesPage.tsx'), 'PremisesPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/disputes',
      component: lazyRouteComponent(() => import('./DisputesPage.tsx'), 'DisputesPage'),
    }),
  ],
};
