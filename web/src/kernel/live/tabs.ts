import { type LiveTold, openSource } from './source.ts';

interface TabsOptions {
  /** Whose stream it is: another account's tabs have another. */
  readonly accountId: number;
  readonly onTold: (told: LiveTold) => void;
  readonly onOpen: (open: boolean) => void;
}

type Post = { readonly told: LiveTold } | { readonly open: boolean };

/**
 * One stream for all tabs of a browser, as a browser opens only six connections to a server: the tab that holds the
 * lock has it and passes on what it hears; when it closes, the next goes on from there. Without locks, which need a
 * secure context, each tab has its own.
 */
export function openTabs({ accountId, onTold, onOpen }: TabsOptions): () => void {
  if (!('locks' in navigator) || !('BroadcastChannel' in globalThis)) {
    return openSource({ after: '', onTold, onOpen });
  }
  const name = `heliu.live.${accountId}`;
  const channel = new BroadcastChannel(name);
  const abort = new AbortController();
  let place = '';
  let release = (): void => {};
  const hear = (told: LiveTold): void => {
    place = told.place;
    onTold(told);
  };
  channel.addEventListener('message', ({ data }: MessageEvent<Post>) => {
    if ('told' in data) hear(data.told);
    else onOpen(data.open);
  });
  const lead = (): Promise<void> =>
    new Promise((done) => {
      const close = openSource({
        after: place,
        onTold: (told) => {
          channel.postMessage({ told } satisfies Post);
          hear(told);
        },
        onOpen: (open) => {
          channel.postMessage({ open } satisfies Post);
          onOpen(open);
        },
      });
      release = () => {
        close();
        done();
      };
    });
  navigator.locks.request(name, { signal: abort.signal }, lead).catch((error: unknown) => {
    if (!abort.signal.aborted) throw error;
  });
  return () => {
    abort.abort();
    release();
    channel.close();
  };
}
