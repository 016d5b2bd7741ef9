import { randomUUID } from 'node:crypto';

/** Somebody who asks the server without a browser: what a journey needs before it begins. */
export interface Caller {
  send(method: 'POST' | 'PUT', path: string, body: object): Promise<Record<string, unknown>>;
}

export async function callerOf(address: string, login: string, password: string): Promise<Caller> {
  let cookie = '';
  const send: Caller['send'] = async (method, path, body) => {
    const reply = await fetch(address + path, {
      method,
      headers: { 'content-type': 'application/json', 'x-requested-with': 'heliu', cookie },
      body: JSON.stringify({ commandId: randomUUID(), ...body }),
    });
    const set = reply.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
    if (set.length > 0) cookie = set.join('; ');
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} ${path} was answered ${reply.status}: ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  };
  await send('POST', '/api/session', { login, password });
  return { send };
}

/** Signs in with a first password and puts another in its place, as everybody has to. */
export async function takeOver(address: string, login: string, first: string, own: string): Promise<void> {
  const caller = await callerOf(address, login, first);
  await caller.send('POST', '/api/me/password', { current: first, password: own });
}
