import { once } from 'node:events';
import { createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../../kernel/config.ts';
import { CliFault } from '../fault.ts';

type Place = Pick<Config, 'host' | 'port'>;

/** Finds out before the database is started, so that a second start is refused at once. */
export async function assertFree({ host, port }: Place): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(port, host);
    await once(probe, 'listening');
    probe.close();
    await once(probe, 'close');
  } catch (error) {
    throw refusal(error, { host, port });
  }
}

/** @returns the port, which is a free one where 0 was asked for. */
export async function listen(server: FastifyInstance, { host, port }: Place): Promise<number> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    throw refusal(error, { host, port });
  }
  const address = server.server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function refusal(cause: unknown, { host, port }: Place): unknown {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') return cause;
  return new CliFault(
    {
      zh: `无法监听 ${host}:${port}（${code}）。请停止占用该端口的程序（也许合流已在运行），或用 HELIU_PORT、HELIU_HOST 换一个。`,
      en: `Cannot listen on ${host}:${port} (${code}). Stop the program that has it (Heliu may be running already), or set HELIU_PORT or HELIU_HOST.`,
    },
    { cause },
  );
}
