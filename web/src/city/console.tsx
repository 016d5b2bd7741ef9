import {
  ApartmentOutlined,
  CalendarOutlined,
  DatabaseOutlined,
  ProfileOutlined,
} from '../kernel/desk/icons.tsx';
import { GlobalOutlined } from '../kernel/desk/icons.tsx';
import type { Permission } from '@heliu/contract/permission';
import {
  getCalendarAlarm,
  getCatalogue,
  getCityGrids,
  getCityOverview,
  getStaffOverview,
  listCityVersions,
  listGridEdits,
  listGridShapes,
  listLegalYears,
  listRoutingRules,
} from '@heliu/contract/city-api';
import { getMapMatters, getPlaceMatters } from '@heliu/contract/map';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';
import { useTexts } from './texts.ts';

const MapLabel = () => useTexts()('map.title');
const VersionsLabel = () => useTexts()('versions.title');
const RulesLabel = () => useTexts()('rules.title');
const ItemsLabel = () => useTexts()('items.title');
const CalendarLabel = () => useTexts()('calendar.title');

/** Those who steer work by the city's rules find them in the menu; everybody on the staff may open them. */
const steers: readonly Permission[] = ['city.import', 'matter.triage', 'matter.review'];

/** The city: its grids on the map, its rules, its versions. */
export const cityModule: ConsoleModule = {
  id: 'city',
  live: [
    {
      subject: 'city',
      lists: [
        getCalendarAlarm,
        getCatalogue,
        getCityGrids,
        getCityOverview,
        getStaffOverview,
        listCityVersions,
        listGridEdits,
        listGridShapes,
        listLegalYears,
        listRoutingRules,
      ],
    },
    { subject: 'matter', lists: [getMapMatters, getPlaceMatters] },
  ],
  menu: [
    {
      to: '/map',
      group: 'place',
      order: 10,
      icon: GlobalOutlined,
      label: MapLabel,
      permissions: ['city.read'],
    },
    {
      to: '/city/versions',
      group: 'administration',
      order: 20,
      icon: DatabaseOutlined,
      label: VersionsLabel,
      permissions: ['city.import'],
    },
    {
      to: '/city/rules',
      group: 'administration',
      order: 30,
      icon: ApartmentOutlined,
      label: RulesLabel,
      permissions: steers,
    },
    {
      to: '/city/items',
      group: 'administration',
      order: 40,
      icon: ProfileOutlined,
      label: ItemsLabel,
      permissions: steers,
    },
    {
      to: '/city/calendar',
      group: 'administration',
      order: 50,
      icon: CalendarOutlined,
      label: CalendarLabel,
      permissions: steers,
    },
  ],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/map',
      component: lazyRouteComponent(() => import('./map/MapPage.tsx'), 'MapPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/city/versions',
      component: lazyRouteComponent(() => import('./versions/VersionsPage.tsx'), 'VersionsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/city/versions/import',
      component: lazyRouteComponent(() => import('./pack/ImportPage.tsx'), 'ImportPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/city/rules',
      component: lazyRouteComponent(() => import('./rules/RulesPage.tsx'), 'RulesPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/city/items',
      component: lazyRouteComponent(() => import('./items/ItemsPage.tsx'), 'ItemsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/city/calendar',
      component: lazyRouteComponent(() => import('./calendar/CalendarPage.tsx'), 'CalendarPage'),
    }),
  ],
};

export const CalendarAlarm = lazyRouteComponent(
  () => import('./calendar/CalendarAlarm.tsx'),
  'CalendarAlarm',
);
