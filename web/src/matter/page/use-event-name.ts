import type { EventKind } from '@heliu/contract/matter/events';
import { useTexts } from '../texts.ts';

type WithoutPrefix<K> = K extends `matter.${infer Name}` ? Name : never;
type EventName = WithoutPrefix<EventKind>;

/** What happened to a matter, as people call it. */
export function useEventName(): (kind: EventKind) => string {
  const t = useTexts();
  return (kind) => t(`event.${kind.slice('matter.'.length) as EventName}`);
}
