import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { inject, vi } from 'vitest';

interface Message {
  readonly to: string;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Gateway {
  readonly url: string;
  close(): Promise<void>;
}

/** The city's gateway for text messages: keeps what the product sends, and tells it to whoever asks. */
export async function startGateway(): Promise<Gateway> {
  const messages: Message[] = [];
  const server = createServer((request, reply) => {
    const take = async (): Promise<void> => {
      if (request.method === 'POST') messages.push((await json(request)) as Message);
      reply.setHeader('content-type', 'application/json').end(JSON.stringify(messages));
    };
    void take();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** The last code that went to a telephone, once it is there. */
export async function codeSentTo(phone: string): Promise<string> {
  const find = async (): Promise<string> => {
    const messages = (await (await fetch(inject('gateway'))).json()) as Message[];
    const code = messages.findLast(({ to }) => to === phone)?.parameters['code'];
    if (code === undefined || code === '') throw new Error(`nothing was sent to ${phone}`);
    return code;
  };
  return vi.waitFor(find, { timeout: 60_000, interval: 250 });
}
