import type { EndpointReply, EndpointSpec } from '@heliu/contract/endpoint';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type CallInput, type Parts, ProblemError, send } from '../api/index.ts';
import { noteSignedOut } from './client.ts';
import { CommandIds } from './command-ids.ts';

type WithoutId<T> = T extends { readonly body: infer Body }
  ? Body extends FormData
    ? T
    : Omit<T, 'body'> & BodyPart<Omit<Body, 'commandId'>>
  : T;

type BodyPart<Body> = Record<never, never> extends Body ? { readonly body?: Body } : { readonly body: Body };

/** Input of a command as a screen gives it: the `commandId` is added here. */
export type CommandInput<E extends EndpointSpec> = WithoutId<CallInput<E>>;

export interface CommandOptions {
  /** Read again after success. */
  readonly refresh?: readonly EndpointSpec[];
  readonly timeoutMs?: number;
}

export interface Command<E extends EndpointSpec> {
  /**
   * Sends once, and answers undefined when refused: the reason is then in `error`, for `<Refusal>` to show in place.
   * While one attempt is under way a second of the same content joins it.
   */
  readonly run: (input: CommandInput<E>) => Promise<EndpointReply<E> | undefined>;
  /** Sends the last input again, under the same commandId where the outcome is unknown. */
  readonly retry: () => Promise<EndpointReply<E> | undefined>;
  readonly pending: boolean;
  readonly error: ProblemError | undefined;
  readonly reply: EndpointReply<E> | undefined;
  readonly reset: () => void;
}

interface State<E extends EndpointSpec> {
  readonly pending: boolean;
  readonly error?: ProblemError;
  readonly reply?: EndpointReply<E>;
}

const quietRetryDelaysMs = [600, 2_000];

/** A write from a screen: one intention, one commandId, however often it must be sent. */
export function useCommand<E extends EndpointSpec>(endpoint: E, options: CommandOptions = {}): Command<E> {
  const client = useQueryClient();
  const [state, setState] = useState<State<E>>({ pending: false });
  const ids = useRef(new CommandIds());
  const last = useRef<CommandInput<E>>(undefined);
  const running = useRef<{ readonly id: string; readonly attempt: Promise<EndpointReply<E> | undefined> }>(
    undefined,
  );
  const settings = useRef(options);
  useEffect(() => {
    settings.current = options;
  });

  const run = useCallback(
    (input: CommandInput<E>): Promise<EndpointReply<E> | undefined> => {
      const id = ids.current.idFor(input);
      if (running.current?.id === id) return running.current.attempt;
      last.current = input;
      setState({ pending: true });
      const attempt = sendPatiently(endpoint, withId(input, id), settings.current)
        .then(async (reply) => {
          ids.current.settle('done');
          const refresh = settings.current.refresh ?? [];
          await Promise.all(refresh.map((one) => client.invalidateQueries({ queryKey: [one.id] })));
          setState({ pending: false, reply });
          return reply;
        })
        .catch((cause: unknown) => {
          const error = asProblem(cause);
          ids.current.settle(error.outcomeUnknown ? 'unknown' : 'refused');
          noteSignedOut(client, error);
          setState({ pending: false, error });
          return undefined;
        })
        .finally(() => {
          if (running.current?.id === id) running.current = undefined;
        });
      running.current = { id, attempt };
      return attempt;
    },
    [client, endpoint],
  );
  const retry = useCallback(
    () => (last.current === undefined ? Promise.resolve(undefined) : run(last.current)),
    [run],
  );
  const reset = useCallback(() => setState({ pending: false }), []);
  return { run, retry, reset, pending: state.pending, error: state.error, reply: state.reply };
}

/** A broken line is tried again quietly before the person is bothered. */
async function sendPatiently<E extends EndpointSpec>(
  endpoint: E,
  input: Parts,
  { timeoutMs }: CommandOptions,
): Promise<EndpointReply<E>> {
  for (const delayMs of quietRetryDelaysMs) {
    try {
      return await send(endpoint, input, { timeoutMs });
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'client.unreachable') throw error;
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  }
  return send(endpoint, input, { timeoutMs });
}

function withId(input: Parts, commandId: string): Parts {
  const { body } = input;
  if (body instanceof FormData) {
    const parts = new FormData();
    parts.append('commandId', commandId);
    for (const [name, value] of body) parts.append(name, value);
    return { ...input, body: parts };
  }
  return { ...input, body: { ...(body as object | undefined), commandId } };
}

function asProblem(error: unknown): ProblemError {
  return error instanceof ProblemError ? error : ProblemError.ofClient('client.unexpected', error);
}
