import { listRounds, recordVisit } from '@heliu/contract/patrol';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useCan } from '../kernel/auth/index.ts';
import { useOnline, useOutboxView } from '../kernel/offline/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import type { FieldModule } from '../kernel/route/index.ts';
import { RoundsIcon } from '../kernel/ui/index.ts';
import { useTexts } from './texts.ts';

const everyMs = 5 * 60_000;

const RoundsLabel = () => useTexts()('tab');

/** What a visit is called in the outbox. */
export const VisitName = () => useTexts()('visit.act');

/** What was filled in on a visit that waits. */
export function VisitWords({ body }: { readonly body: Readonly<Record<string, unknown>> }) {
  const t = useTexts();
  const answers = Object.keys(body['answers'] ?? {}).length;
  const findings = Array.isArray(body['findings']) ? body['findings'].length : 0;
  return <span>{t('visit.words', { answers, findings })}</span>;
}

/** Behind every page: the rounds are read while there is a network, and again once a visit has arrived. */
function Behind() {
  const can = useCan();
  const online = useOnline();
  const arrived = useOutboxView().items.filter(
    ({ state, command }) => state === 'sent' && command.endpoint === recordVisit.id,
  ).length;
  const enabled = online && can('patrol.visit');
  const { refetch } = useEndpoint(listRounds, {}, { enabled, refetchMs: everyMs });
  useEffect(() => {
    if (enabled && arrived > 0) void refetch();
  }, [enabled, arrived, refetch]);
  return null;
}

/** Rounds of the patrol plans in the field app. */
export const patrolModule: FieldModule = {
  id: 'patrol',
  live: [{ subject: 'visit', lists: [listRounds] }],
  kept: { own: [listRounds], device: [] },
  sends: [recordVisit],
  behind: Behind,
  tabs: [
    {
      to: '/patrol',
      order: 15,
      icon: () => <RoundsIcon size={22} />,
      label: RoundsLabel,
      permissions: ['patrol.visit'],
    },
  ],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/patrol',
      component: lazyRouteComponent(() => import('./RoundsPage.tsx'), 'RoundsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/patrol/$plan/$place',
      component: lazyRouteComponent(() => import('./VisitPage.tsx'), 'VisitPage'),
    }),
  ],
};
