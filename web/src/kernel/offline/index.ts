export { noteFull, useFull } from './fullness.ts';
export type { OutboxCommand, OutboxItem } from './item.ts';
export { deviceAccount, keepAnswers, restoreAnswers } from './kept-queries.ts';
export { unsent } from './outbox.ts';
export {
  OfflineProvider,
  openOutbox,
  useDrafts,
  useForget,
  useOnline,
  useOutbox,
  useOutboxView,
} from './provider.tsx';
export { askToLast, DeviceFull, deviceRoom } from './room.ts';
export { Vault } from './vault.ts';
