import { randomUUID } from 'node:crypto';
import type { EndpointSpec } from '@heliu/contract/endpoint';
import type { TestApp } from './harness.ts';

export interface BrowserReply {
  readonly status: number;
  /** Body, where it is JSON. */
  readonly body: Record<string, unknown>;
  /** Problem code of a refusal. */
  readonly code: string | undefined;
  /** Where a redirect leads. */
  readonly location: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface Browser {
  readonly cookies: Map<string, string>;
  send(endpoint: EndpointSpec, body?: object): Promise<BrowserReply>;
  open(path: string): Promise<BrowserReply>;
}

/** Somebody with a cookie jar at a network address. */
export function browser(app: Pick<TestApp, 'inject'>, address = '198.51.100.7'): Browser {
  const cookies = new Map<string, string>();
  const request = async (
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    body?: object,
  ): Promise<BrowserReply> => {
    const reply = await app.inject({
      method,
      url,
      remoteAddress: address,
      cookies: Object.fromEntries(cookies),
      headers: { 'x-requested-with': 'heliu', 'user-agent': 'Test Browser 1.0' },
      ...(method === 'GET' ? {} : { payload: { commandId: randomUUID(), ...body } }),
    });
    for (const { name, value, maxAge } of reply.cookies) {
      if (maxAge === 0 || value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const json = String(reply.headers['content-type']).includes('json');
    const content: Record<string, unknown> = json ? reply.json() : {};
    return {
      status: reply.statusCode,
      body: content,
      code: typeof content['code'] === 'string' ? content['code'] : undefined,
      location: reply.headers.location,
      headers: reply.headers,
    };
  };
  return {
    cookies,
    send: ({ method, path }, body) => {
      if (method !== 'GET' && method !== 'POST' && method !== 'PUT') throw new Error(`no ${method} here`);
      return request(method, path, body);
    },
    open: (path) => request('GET', path),
  };
}
