import { PhoneOutlined, TeamOutlined } from '@ant-design/icons';
import { getCallBoard, listCalls, listCallsOfMatter } from '@heliu/contract/joint';
import {
  getConsultation,
  getConsultationBoard,
  listConsultations,
  listConsultationsOfMatter,
} from '@heliu/contract/joint/consultations';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';
import { useTexts } from './texts.ts';

export { CallsPanel } from './CallsPanel.tsx';
export { ConsultationsPanel } from './consultation/ConsultationsPanel.tsx';

const Label = () => useTexts()('title');
const ConsultationsLabel = () => useTexts()('consultation.title');

/** The board of calls, the duty lists, and consultations. */
export const jointModule: ConsoleModule = {
  id: 'joint',
  live: [
    { subject: 'call', lists: [listCalls, getCallBoard, listCallsOfMatter] },
    { subject: 'agenda', one: { param: 'matterId', endpoints: [listConsultationsOfMatter] } },
    {
      subject: 'consultation',
      one: { param: 'consultationId', endpoints: [getConsultation] },
      lists: [listConsultations, getConsultationBoard],
    },
  ],
  menu: [
    {
      to: '/calls',
      group: 'work',
      order: 25,
      icon: PhoneOutlined,
      label: Label,
      permissions: ['joint.read'],
    },
    {
      to: '/consultations',
      group: 'work',
      order: 26,
      icon: TeamOutlined,
      label: ConsultationsLabel,
      permissions: ['joint.attend'],
    },
  ],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/calls',
      component: lazyRouteComponent(() => import('./CallsPage.tsx'), 'CallsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/calls/duties',
      component: lazyRouteComponent(() => import('./DutiesPage.tsx'), 'DutiesPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/consultations',
      component: lazyRouteComponent(
        () => import('./consultation/ConsultationsPage.tsx'),
        'ConsultationsPage',
      ),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/consultations/$consultationId',
      component: lazyRouteComponent(() => import('./consultation/ConsultationPage.tsx'), 'ConsultationPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/consultations/$consultationId/minutes',
      component: lazyRouteComponent(() => import('./consultation/MinutesPage.tsx'), 'MinutesPage'),
    }),
  ],
};
