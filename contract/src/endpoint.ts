import type { z } from 'zod';
import type { Permission } from './permission.ts';

/** What a reply may be besides JSON: bytes written by the handler itself, or a server-sent event stream. */
export type RawReply = 'bytes' | 'stream';

export interface EndpointSpec {
  /** `noun.verb`, unique; the operationId of docs/openapi.json. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below the origin, parameters as `:name`. */
  readonly path: `/api/${string}`;
  readonly permission: Permission | 'public' | 'signedIn';
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** JSON body; `'multipart'` where the handler streams the parts itself. */
  readonly body?: z.ZodType | 'multipart';
  readonly reply: z.ZodType | RawReply;
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : Record<never, never>;
type Given<T> = T extends z.ZodType ? z.input<T> : Record<never, never>;

/** Parsed input of an endpoint as its handler sees it. */
export interface EndpointInput<E extends EndpointSpec> {
  readonly params: Parsed<E['params']>;
  readonly query: Parsed<E['query']>;
  readonly body: Parsed<E['body']>;
}

/** Input as a caller writes it, before defaults are applied. */
export interface EndpointCall<E extends EndpointSpec> {
  readonly params: Given<E['params']>;
  readonly query: Given<E['query']>;
  readonly body: Given<E['body']>;
}

export type EndpointReply<E extends EndpointSpec> = E['reply'] extends z.ZodType
  ? z.output<E['reply']>
  : never;

/** What a handler may return: undeclared fields are stripped before they leave. */
export type EndpointResult<E extends EndpointSpec> = E['reply'] extends z.ZodType
  ? z.input<E['reply']>
  : void;

/**
 * Declares one endpoint once for the server's `route()`, the browser's `call()` and docs/openapi.json.
 * Every write takes a client-made `commandId` in its body and is idempotent on it.
 */
export function endpoint<const E extends EndpointSpec>(spec: E): E {
  return spec;
}
