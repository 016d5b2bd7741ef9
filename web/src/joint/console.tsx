import { PhoneOutlined, SafetyCertificateOutlined, TeamOutlined } from '../kernel/desk/icons.tsx';
import { getCallBoard, listCalls, listCallsOfMatter } from '@heliu/contract/joint';
import {
  getConsultation,
  getConsultationBoard,
  listConsultations,
  listConsultationsOfMatter,
} from '@heliu/contract/joint/consultations';
import {
  getInspection,
  getInspectionBoard,
  listInspections,
  listInspectionsOfMatter,
} from '@heliu/contract/joint/inspections';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';
import { useTexts } from './texts.ts';

const Label = () => useTexts()('title');
const ConsultationsLabel = () => useTexts()('consultation.title');
const InspectionsLabel = () => useTexts()('inspection.title');

/** The board of calls, the duty lists, consultations and joint inspections. */
export const jointModule: ConsoleModule = {
  id: 'joint',
  live: [
    { subject: 'call', lists: [listCalls, getCallBoard, listCallsOfMatter] },
    {
      subject: 'matter',
      one: { param: 'matterId', endpoints: [listCallsOfMatter, listConsultationsOfMatter] },
    },
    { subject: 'agenda', one: { param: 'matterId', endpoints: [listConsultationsOfMatter] } },
    {
      subject: 'consultation',
      one: { param: 'consultationId', endpoints: [getConsultation] },
      lists: [listConsultations, getConsultationBoard],
    },
    {
      subject: 'inspection',
      one: { param: 'inspectionId', endpoints: [getInspection] },
      lists: [listInspections, getInspectionBoard, listInspectionsOfMatter],
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
    {
      to: '/inspections',
      group: 'work',
      order: 27,
      icon: SafetyCertificateOutlined,
      label: InspectionsLabel,
      permissions: ['joint.attend'],
    },
  ],
  pages: [{ to: '/calls/duties', permissions: ['city.read'] }],
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
    createRoute({
      getParentRoute: () => parent,
      path: '/inspections',
      component: lazyRouteComponent(() => import('./inspection/InspectionsPage.tsx'), 'InspectionsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/inspections/$inspectionId',
      component: lazyRouteComponent(() => import('./inspection/InspectionPage.tsx'), 'InspectionPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/inspections/$inspectionId/sheet',
      component: lazyRouteComponent(() => import('./inspection/SheetPage.tsx'), 'SheetPage'),
    }),
  ],
};
