export { CopyableCode } from './CopyableCode.tsx';
export { DueLight, type Light, lights } from './DueLight.tsx';
export { Crash, ErrorBoundary } from './ErrorBoundary.tsx';
export { FilePicker } from './FilePicker.tsx';
export { type FileRule, formatBytes } from './files.ts';
export * from './icon.tsx';
export { type Fact, Facts, Hidden, SkipLink, mainId } from './plain.tsx';
export { useProblemText } from './problem-text.ts';
export { Refusal } from './Refusal.tsx';
export { EmptyState, ErrorState, PageSkeleton } from './states.tsx';
export {
  changeTheme,
  type Scheme,
  type ThemeChoice,
  themeChoices,
  usePalette,
  useScheme,
  useThemeChoice,
} from './theme.ts';
export { Time } from './Time.tsx';
export { useFocusOnMount } from './use-focus.ts';
