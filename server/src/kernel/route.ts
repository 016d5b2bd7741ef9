import type { EndpointInput, EndpointResult, EndpointSpec } from '@heliu/contract/endpoint';
import { Problem } from '@heliu/contract/problem';
import type { Language } from '@heliu/contract/text';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from './actor.ts';
import type { Patience } from './patience.ts';

/** What a handler knows of the request besides its parsed input. */
export interface Context<Who extends Actor | null = Actor> {
  readonly actor: Who;
  readonly language: Language;
  readonly requestId: string;
  /** Address of the client, seen through trusted proxies only; for rate limits, never stored. */
  readonly clientAddress: string;
  /** For endpoints whose body or reply is not JSON, and for cookies. */
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

type ContextOf<E extends EndpointSpec> = E['permission'] extends 'public' ? Context<Actor | null> : Context;

/** What a handler returns when it has sent the reply itself, such as JSON that was made ahead. */
export const replied = Symbol('replied');

type Handler<E extends EndpointSpec> = (
  input: EndpointInput<E>,
  context: ContextOf<E>,
) => Promise<EndpointResult<E> | typeof replied>;

/** An endpoint joined to its handler; `app.ts` mounts a list of these. */
export interface Route {
  readonly endpoint: EndpointSpec;
  readonly patience?: Patience;
  handle(input: EndpointInput<EndpointSpec>, context: Context<Actor | null>): Promise<unknown>;
}

/** Joins a handler to an endpoint of the contract. Permission, parsing and stripping happen around it. */
export function route<const E extends EndpointSpec>(endpoint: E, handler: Handler<E>): Route {
  return {
    endpoint,
    handle: (input, context) => {
      if (endpoint.permission !== 'public' && context.actor === null) throw new Problem('auth.required');
      // The cast joins the erased list of routes to the typed handler; `mount` parses with this endpoint's schemas.
      return handler(input, context as ContextOf<E>);
    },
  };
}

/** A route that gathers so much that its statements may run longer than those of others. */
export const long = (one: Route): Route => ({ ...one, patience: 'long' });
