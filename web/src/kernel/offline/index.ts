export { noteFull, useFull } from './fullness.ts';
export type { NewItem, OutboxCommand, OutboxItem } from './item.ts';
export { deviceAccount, forgetLeft, keepAnswers, restoreAnswers } from './kept-queries.ts';
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
export { useDraft } from './use-draft.ts';
export { Vault } from './vault.ts';
