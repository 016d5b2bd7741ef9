export { cityClock, instantOf } from './city-time.ts';
export { CursorTable, type PagedRows } from './CursorTable.tsx';
export { DeskProvider } from './DeskProvider.tsx';
export { fieldRule, useFormFaults } from './form.ts';
export { FilterBar, Page, Panel, Stack } from './page.tsx';
export { ReasonDialog } from './ReasonDialog.tsx';
export { SearchField } from './SearchField.tsx';
export { LanguageSwitch, ThemeSwitch } from './switches.tsx';
