import { listSupportTasks, recordSupportVisit, visitResults, withdrawSupport } from '@heliu/contract/support';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useCan } from '../kernel/auth/index.ts';
import { useDrafts, useOnline, useOutboxView } from '../kernel/offline/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import type { FieldModule } from '../kernel/route/index.ts';
import { presentMs } from '../kernel/time/index.ts';
import { formOf, forms } from './field/tasks.ts';
import { useFieldTexts } from './field/texts.ts';
import { useTasks } from './field/use-tasks.ts';

const everyMs = 5 * 60_000;
const sends = [recordSupportVisit, withdrawSupport];

/** What is done about a support visit, as the outbox calls it; undefined for what belongs to others. */
export function SupportActName({ endpoint }: { readonly endpoint: string }) {
  const t = useFieldTexts();
  return t(endpoint === withdrawSupport.id ? 'withdraw.act' : 'visit.act');
}

/** What came of a visit that waits. */
export function SupportWords({ body }: { readonly body: Readonly<Record<string, unknown>> }) {
  const t = useFieldTexts();
  const result = visitResults.find((one) => one === body['result']);
  return result === undefined ? null : <span>{t(`result.${result}`)}</span>;
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
  useTidyForms();
  return null;
}

/** What was begun about somebody whose consent ended, or whom others visit now, leaves the device with them. */
function useTidyForms(): void {
  const drafts = useDrafts();
  const { found, tasks } = useTasks();
  const known = found.data === undefined ? undefined : tasks.map(({ entryId }) => formOf(entryId)).join('\n');
  useEffect(() => {
    if (known !== undefined) void drafts?.tidy(presentMs(), forms, new Set(known.split('\n')));
  }, [drafts, known]);
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
  live: [{ subject: 'support', lists: [listSupportTasks] }],
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
