import type { EndpointReply, EndpointSpec } from '@heliu/contract/endpoint';
import { ProblemReply } from '@heliu/contract/problem/reply';
import type { Language } from '@heliu/contract/text';
import type { z } from 'zod';
import { noteServerTime } from '../time/server-clock.ts';
import { ProblemError } from './problem-error.ts';

type Part<Name extends string, T> = T extends z.ZodType
  ? Record<never, never> extends z.input<T>
    ? { readonly [K in Name]?: z.input<T> }
    : { readonly [K in Name]: z.input<T> }
  : T extends 'multipart'
    ? { readonly [K in Name]: FormData }
    : object;

/** What an endpoint takes: only the parts it declares, optional where every field of the part is. */
export type CallInput<E extends EndpointSpec> = Part<'params', E['params']> &
  Part<'query', E['query']> &
  Part<'body', E['body']>;

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** 30 s unless told; uploads need more. */
  readonly timeoutMs?: number | undefined;
}

/** Leaves the input out where an endpoint needs none. */
export type CallArguments<E extends EndpointSpec> =
  Record<never, never> extends CallInput<E>
    ? [input?: CallInput<E>, options?: CallOptions]
    : [input: CallInput<E>, options?: CallOptions];

/** The parts of a call with the endpoint's types erased; `call` and the query hooks restore them. */
export interface Parts {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

const defaultTimeoutMs = 30_000;

/** `call` without its types, for code that is generic in the endpoint. */
export type Send = <E extends EndpointSpec>(
  endpoint: E,
  input: Parts,
  options?: CallOptions,
) => Promise<EndpointReply<E>>;

/**
 * Makes the one function through which pages talk to the server. It sends the session cookie and the header that
 * other sites cannot send, checks the reply against the contract, and throws ProblemError for everything else.
 */
export function createSend(origin: () => string, language: () => Language): Send {
  return async <E extends EndpointSpec>(endpoint: E, input: Parts, options: CallOptions = {}) => {
    const reply: EndpointSpec['reply'] = endpoint.reply;
    if (reply === 'bytes' || reply === 'stream') {
      throw new TypeError(`${endpoint.id} answers ${reply}: use its address, not call()`);
    }
    const response = await request(
      new URL(addressOf(endpoint, input), origin()),
      requestOf(endpoint, input, language()),
      options,
    );
    if (!response.ok) throw await problemOf(response);
    return parse(reply, await jsonOf(response)) as EndpointReply<E>;
  };
}

/** Path and query of an endpoint, also for links, images and event streams. */
export function addressOf(endpoint: EndpointSpec, input: Parts = {}): string {
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = input.params?.[name];
    if (value === undefined) throw new TypeError(`${endpoint.id} needs the path parameter ${name}`);
    return encodeURIComponent(textOf(value));
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') query.append(name, String(one));
    }
  }
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

function requestOf(endpoint: EndpointSpec, input: Parts, language: Language): RequestInit {
  const headers = new Headers({
    accept: 'application/json',
    'accept-language': language === 'zh' ? 'zh-CN' : 'en',
    'x-requested-with': 'heliu',
  });
  const init: RequestInit = { method: endpoint.method, headers, credentials: 'same-origin' };
  if (endpoint.body === undefined) return init;
  if (input.body instanceof FormData) return { ...init, body: input.body };
  headers.set('content-type', 'application/json');
  return { ...init, body: JSON.stringify(input.body ?? {}) };
}

async function request(url: URL, init: RequestInit, options: CallOptions): Promise<Response> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? defaultTimeoutMs);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]);
  const askedAt = Date.now();
  try {
    const response = await fetch(url, { ...init, signal });
    noteServerTime(response.headers, askedAt, Date.now());
    return response;
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw ProblemError.ofClient(timeout.aborted ? 'client.timeout' : 'client.unreachable', error);
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw ProblemError.ofClient('client.unexpected', error);
  }
}

function parse(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw ProblemError.ofClient('client.unexpected', result.error);
}

/** A proxy or a restarting server answers without a problem body; its status still says what happened. */
async function problemOf(response: Response): Promise<ProblemError> {
  const parsed = ProblemReply.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return new ProblemError(parsed.data);
  if (response.status >= 500) return ProblemError.ofClient('client.unreachable');
  return ProblemError.ofClient('client.unexpected', new Error(`HTTP ${response.status}`));
}

/** Path parameters are codes and numbers; anything else is a mistake of the caller. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new TypeError('a path parameter is a text or a number');
}
