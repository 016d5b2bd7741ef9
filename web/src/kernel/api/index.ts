import type { EndpointReply, EndpointSpec } from '@heliu/contract/endpoint';
import { currentLanguage } from '../i18n/index.ts';
import { type CallArguments, createSend } from './call.ts';

export { addressOf, type CallArguments, type CallInput, type Parts } from './call.ts';
export { ProblemError, isFinal, isProblem } from './problem-error.ts';

/** Talks to the server that this page came from, in the language on screen. */
export const send = createSend(() => window.location.origin, currentLanguage);

/**
 * Calls an endpoint of the contract once. Screens use `useEndpoint` and `useCommand`; this is for code outside them.
 * @throws ProblemError
 */
export const call = <E extends EndpointSpec>(
  endpoint: E,
  ...[input, options]: CallArguments<E>
): Promise<EndpointReply<E>> => send(endpoint, input ?? {}, options);
