import type { Context } from './route.ts';

/** One open stream of server-sent events. */
export interface EventStream {
  /** @returns false once so much waits in memory that the client should be let go; it comes back where it was. */
  write(frame: Buffer): boolean;
  end(): void;
  onClose(handle: () => void): void;
}

/** A client this far behind is slower than its network can be. */
const maxWaitingBytes = 1_048_576;

/** Takes the reply over from Fastify, which knows no replies that last. */
export function openStream({ reply, request }: Context): EventStream {
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  reply.hijack();
  const { raw } = reply;
  const { socket } = request.raw;
  // Ends with the connection instead of coming in chunks, so that a frame is one write of the socket and no more.
  raw.removeHeader('transfer-encoding');
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // A connection kept for later would hold up a server that closes.
    connection: 'close',
    // Proxies of the nginx kind would hold the stream back.
    'x-accel-buffering': 'no',
  });
  raw.flushHeaders();
  socket.setNoDelay(true);
  socket.setKeepAlive(true);
  return {
    write: (frame) => {
      if (raw.destroyed || raw.writableEnded) return true;
      socket.write(frame);
      return socket.writableLength < maxWaitingBytes;
    },
    end: () => raw.end(),
    onClose: (handle) => {
      raw.on('close', handle);
    },
  };
}

/** One message as it goes over the wire; with an id the client can go on from there. */
export function frame(message: {
  readonly id?: string | undefined;
  readonly event: string;
  readonly data: object;
}): Buffer {
  const id = message.id === undefined ? '' : `id: ${message.id}\n`;
  return Buffer.from(`${id}event: ${message.event}\ndata: ${JSON.stringify(message.data)}\n\n`);
}
