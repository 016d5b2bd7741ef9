import type { listOwnReports, openOwnReport } from '@heliu/contract/matter/track';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ResidentModule } from '../kernel/route/index.ts';
import { ListIcon, MegaphoneIcon, SearchIcon } from '../kernel/ui/index.ts';
import type { Draft } from './form/draft.ts';
import { useTexts } from './texts.ts';

const ReportTitle = () => useTexts()('action.report');
const ReportHint = () => useTexts()('action.reportHint');
const TrackTitle = () => useTexts()('action.track');
const TrackHint = () => useTexts()('action.trackHint');
const MineTitle = () => useTexts()('action.mine');
const MineHint = () => useTexts()('action.mineHint');
const ReportLabel = () => useTexts()('tab.report');
const MineLabel = () => useTexts()('tab.mine');

// By name: their schemas load with the pages that use them.
const own: Pick<typeof listOwnReports, 'id'> = { id: 'report.list' };
const opened: Pick<typeof openOwnReport, 'id'> = { id: 'report.open' };

/** Begins a report of which something is known already, such as its place; what was written before stays. */
export async function beginReport(known: Partial<Draft>): Promise<void> {
  const { changeDraft } = await import('./form/draft.ts');
  changeDraft(known);
}

/** Reporting, following by code, and one's own reports, in the residents' app. */
export const reportModule: ResidentModule = {
  id: 'report',
  live: [{ subject: 'matter', lists: [own, opened] }],
  actions: [
    {
      to: '/report',
      order: 10,
      weight: 'main',
      icon: () => <MegaphoneIcon size={34} />,
      title: ReportTitle,
      hint: ReportHint,
      shownTo: 'everybody',
    },
    {
      to: '/track',
      order: 20,
      weight: 'plain',
      icon: () => <SearchIcon size={24} />,
      title: TrackTitle,
      hint: TrackHint,
      shownTo: 'everybody',
    },
    {
      to: '/mine',
      order: 30,
      weight: 'plain',
      icon: () => <ListIcon size={24} />,
      title: MineTitle,
      hint: MineHint,
      shownTo: 'everybody',
    },
  ],
  tabs: [
    { to: '/report', order: 10, icon: () => <MegaphoneIcon size={22} />, label: ReportLabel },
    { to: '/mine', order: 20, icon: () => <ListIcon size={22} />, label: MineLabel },
  ],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/report',
      component: lazyRouteComponent(() => import('./form/WhatPage.tsx'), 'WhatPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/report/where',
      component: lazyRouteComponent(() => import('./form/WherePage.tsx'), 'WherePage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/report/confirm',
      component: lazyRouteComponent(() => import('./form/ConfirmPage.tsx'), 'ConfirmPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/report/done',
      component: lazyRouteComponent(() => import('./form/ReceiptPage.tsx'), 'ReceiptPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/track',
      component: lazyRouteComponent(() => import('./track/TrackPage.tsx'), 'TrackPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/mine',
      component: lazyRouteComponent(() => import('./mine/MinePage.tsx'), 'MinePage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/track/$code',
      component: lazyRouteComponent(() => import('./track/TrackPage.tsx'), 'TrackPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/mine/receipt',
      component: lazyRouteComponent(() => import('./mine/RecoverPage.tsx'), 'RecoverPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/mine/$matterId',
      component: lazyRouteComponent(() => import('./mine/OwnReportPage.tsx'), 'OwnReportPage'),
    }),
  ],
};
