import { liveBeatMs, LiveMessage, openLive } from '@heliu/contract/live';
import { addressOf } from '../api/call.ts';

const kinds = LiveMessage.options.map(({ shape }) => shape.kind.value);
const silenceMs = 2 * liveBeatMs;
const retryMs = { first: 2_000, most: 60_000 };

export interface LiveTold {
  readonly message: LiveMessage;
  /** Place in the event log after it; empty before the first. */
  readonly place: string;
}

interface SourceOptions {
  /** Goes on after this place. */
  readonly after: string;
  readonly onTold: (told: LiveTold) => void;
  readonly onOpen: (open: boolean) => void;
}

/** Keeps one stream open for as long as the session lasts: through lost networks, restarts and silent proxies. */
export function openSource({ after, onTold, onOpen }: SourceOptions): () => void {
  let place = after;
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitMs = retryMs.first;
  let closed = false;

  const inTime = (run: () => void, ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(run, ms);
  };
  const again = (): void => {
    onOpen(false);
    source?.close();
    // Spread out, so that a server that comes back is not met by everybody at once.
    inTime(open, waitMs * (0.5 + Math.random()));
    waitMs = Math.min(retryMs.most, waitMs * 2);
  };
  const close = (): void => {
    closed = true;
    clearTimeout(timer);
    source?.close();
  };
  const hear = ({ data, lastEventId }: MessageEvent<string>): void => {
    const message = LiveMessage.safeParse(JSON.parse(data));
    if (!message.success) return;
    if (lastEventId !== '') place = lastEventId;
    waitMs = retryMs.first;
    inTime(again, silenceMs);
    onOpen(true);
    if (message.data.kind === 'end') close();
    onTold({ message: message.data, place });
  };
  function open(): void {
    if (closed) return;
    const query = place === '' ? {} : { after: place };
    source = new EventSource(addressOf(openLive, { query }));
    for (const kind of kinds) source.addEventListener(kind, hear);
    // The browser's own way back keeps to its first address; ours goes on where it was, and waits longer each time.
    source.addEventListener('error', again);
    inTime(again, silenceMs);
  }
  open();
  return close;
}
