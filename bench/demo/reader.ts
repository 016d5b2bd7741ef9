import { randomUUID } from 'node:crypto';
import { Client } from 'undici';
import { signIn } from '../../contract/src/people/session.ts';

export interface Reader {
  /** Body of the answer. @throws Error for any answer but 200. */
  get(path: string): Promise<Buffer>;
  post(path: string, body: object): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

/** Somebody of the demo, signed in by password on a connection kept alive. */
export async function readAs(origin: string, login: string): Promise<Reader> {
  const connection = new Client(origin, { pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
  let cookie = '';
  const ask = async (method: 'GET' | 'POST', path: string, body?: object) => {
    const reply = await connection.request({
      method,
      path,
      headers: { cookie, 'x-requested-with': 'heliu', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify({ commandId: randomUUID(), ...body }) }),
    });
    const bytes = Buffer.from(await reply.body.arrayBuffer());
    if (reply.statusCode !== 200)
      throw new Error(`${method} ${path}: ${reply.statusCode} ${bytes.toString('utf8').slice(0, 300)}`);
    return { bytes, cookies: [reply.headers['set-cookie'] ?? []].flat() };
  };
  const { cookies } = await ask('POST', signIn.path, { login, password: 'heliu-demo-2026' });
  cookie = cookies.map((set) => set.split(';')[0]).join('; ');
  return {
    get: async (path) => (await ask('GET', path)).bytes,
    post: async (path, body) =>
      JSON.parse((await ask('POST', path, body)).bytes.toString('utf8')) as Record<string, unknown>,
    close: () => connection.destroy(),
  };
}
