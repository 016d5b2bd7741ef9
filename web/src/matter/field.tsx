import { getCityGrids, getCityOverview, getStaffOverview } from '@heliu/contract/city-api';
import { getPlace } from '@heliu/contract/city/search';
import { getHistory, getMatter, listMatters, matterActs, registerMatter } from '@heliu/contract/matter';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { FieldModule } from '../kernel/route/index.ts';
import { ListIcon, MapIcon, MegaphoneIcon } from '../kernel/ui/index.ts';
import { useFieldTexts } from './field/texts.ts';

export {
  ActName,
  ActNames,
  ItemWords,
  PlaceAnew,
  Theirs,
  useComment,
  useTheirs,
} from './field/mine-theirs.tsx';
export { Named, useCityNames } from './city/Named.tsx';
export { Restored } from './field/Restored.tsx';
export { useForeseenReport } from './field/foreseen-report.ts';
export { Stale } from './field/Stale.tsx';
export { useKeep } from './field/use-keep.tsx';

const TodayLabel = () => useFieldTexts()('tab.today');
const ReportLabel = () => useFieldTexts()('tab.report');
const MapLabel = () => useFieldTexts()('tab.map');

const ReadDay = lazy(async () => ({ default: (await import('./field/ReadDay.tsx')).ReadDay }));
const Behind = () => (
  <Suspense fallback={null}>
    <ReadDay />
  </Suspense>
);

/** Tasks, matters and reporting in the field app. */
export const matterModule: FieldModule = {
  id: 'matter',
  live: [
    {
      subject: 'matter',
      one: { param: 'matterId', endpoints: [getMatter, getHistory] },
      lists: [listMatters],
    },
  ],
  kept: {
    own: [listMatters, getMatter, getHistory, getStaffOverview],
    device: [getCityOverview, getCityGrids, getPlace],
  },
  sends: [registerMatter, ...Object.values(matterActs)],
  behind: Behind,
  tabs: [
    { to: '/', order: 10, icon: () => <ListIcon size={22} />, label: TodayLabel },
    { to: '/report', order: 20, icon: () => <MegaphoneIcon size={22} />, label: ReportLabel },
    { to: '/map', order: 30, icon: () => <MapIcon size={22} />, label: MapLabel },
  ],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/',
      component: lazyRouteComponent(() => import('./field/TodayPage.tsx'), 'TodayPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/report',
      component: lazyRouteComponent(() => import('./field/ReportPage.tsx'), 'ReportPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/map',
      component: lazyRouteComponent(() => import('./field/MapPage.tsx'), 'MapPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/matters/$matterId',
      component: lazyRouteComponent(() => import('./field/MatterPage.tsx'), 'FieldMatterPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/matters/$matterId/$act',
      component: lazyRouteComponent(() => import('./field/ActPage.tsx'), 'ActPage'),
    }),
  ],
};
