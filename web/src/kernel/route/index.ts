export { DayParts } from './day-parts.ts';
export { useFocusOnNavigation } from './focus.ts';
export {
  type ConsoleModule,
  type FieldModule,
  type MenuEntry,
  type MenuGroup,
  menuGroups,
  type ResidentModule,
  type Tab,
} from './module.ts';
export { parseSearch, stringifySearch, useFilters } from './search.ts';
export { PageAnnouncer, usePageTitle } from './title.tsx';
