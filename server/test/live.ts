import { LiveMessage } from '@heliu/contract/live';
import { onTestFinished } from 'vitest';

export interface Heard {
  readonly id: string | undefined;
  readonly message: LiveMessage;
}

export interface OpenLive {
  readonly status: number;
  readonly heard: readonly Heard[];
  /** Subjects of everything that changed, in order. */
  subjects(): string[];
  /** The place after the last message, as a browser would send it on coming back. */
  place(): string;
  readonly ended: Promise<void>;
  close(): void;
}

/** A client of the live stream, as plain as can be. Closes with the test. */
export async function openLiveStream(address: string, token: string, after?: string): Promise<OpenLive> {
  const abort = new AbortController();
  const reply = await fetch(`${address}/api/live`, {
    headers: {
      authorization: `Bearer ${token}`,
      ...(after === undefined ? {} : { 'last-event-id': after }),
    },
    signal: abort.signal,
  });
  const heard: Heard[] = [];
  let place = after ?? '';
  const read = async (): Promise<void> => {
    let text = '';
    for await (const chunk of (reply.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      const frames = `${text}${chunk}`.split('\n\n');
      text = frames.pop() ?? '';
      for (const one of frames) {
        const fields = new Map(
          one
            .split('\n')
            .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
        );
        place = fields.get('id') ?? place;
        const data = fields.get('data');
        if (data !== undefined)
          heard.push({ id: fields.get('id'), message: LiveMessage.parse(JSON.parse(data)) });
      }
    }
  };
  const ended = reply.status === 200 ? read().catch(() => {}) : Promise.resolve();
  const close = (): void => abort.abort();
  onTestFinished(close);
  return {
    status: reply.status,
    heard,
    subjects: () => heard.flatMap(({ message }) => (message.kind === 'changed' ? message.subjects : [])),
    place: () => place,
    ended,
    close,
  };
}
