import { listSupportTasks, recordSupportVisit, withdrawSupport } from '@heliu/contract/support';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useCan } from '../kernel/auth/index.ts';
import { useOnline, useOutboxView } from '../kernel/offline/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import type { FieldModule } from '../kernel/route/index.ts';
import { useFieldTexts } from './field/texts.ts';

const everyMs = 5 * 60_000;
const sends = [recordSupportVisit, withdrawSupport];

/** What is done about a support visit, as the outbox calls it; undefined for what belongs to others. */
export function SupportActName({ endpoint }: { readonly endpoint: string }) {
  const t = useFieldTexts();
  return t(endpoint === withdrawSupport.id ? 'withdraw.act' : 'visit.act');
}

export const isSupportAct = (endpoint: string): boolean => sends.some(({ id }) => id === endpoint);

/** Behind every page: read while there is a network, so that what was withdrawn or has expired leaves the device. */
function Behind() {
  const can = useCan();
  const online = useOnline();
  const settled = useOutboxView().items.filter(
    ({ state, command }) => state !== 'waiting' && isSupportAct(command.endpoint),
  ).length;
  const enabled = online && can('support.visit');
  const { refetch } = useEndpoint(listSupportTasks, {}, { enabled, refetchMs: everyMs });
  useEffect(() => {
    if (enabled && settled > 0) void refetch();
  }, [enabled, settled, refetch]);
  return null;
}

const TodayCard = lazy(async () => ({ default: (await import('./field/TodayCard.tsx')).TodayCard }));
const Today = () => (
  <Suspense fallback={null}>
    <TodayCard />
  </Suspense>
);

/** Support visits in the field app. */
export const supportModule: FieldModule = {
  id: 'support',
  kept: { own: [listSupportTasks], device: [] },
  sends,
  behind: Behind,
  today: Today,
  tabs: [],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/support',
      component: lazyRouteComponent(() => import('./field/TasksPage.tsx'), 'TasksPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/support/$entry',
      component: lazyRouteComponent(() => import('./field/VisitPage.tsx'), 'VisitPage'),
    }),
  ],
};
