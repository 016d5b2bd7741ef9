import type { EndpointSpec } from '@heliu/contract/endpoint';
import type { LiveMessage } from '@heliu/contract/live';

/** An endpoint by its name, for modules that should not load its schemas. */
export type EndpointName = Pick<EndpointSpec, 'id'>;

/** What a capability's screens read again when something of a kind changed. */
export interface LiveReads {
  /** First part of the subjects it is about, such as `matter`. */
  readonly subject: string;
  /** Replies about one of them, which name it in this parameter of their path. */
  readonly one?: { readonly param: string; readonly endpoints: readonly EndpointName[] };
  /** Replies that any of them may be part of. */
  readonly lists?: readonly EndpointName[];
}

/** What a query was asked with: `[endpoint.id, input, …]`. */
export type QueryKey = readonly unknown[];

export interface Stale {
  /** To be read at once. */
  one(key: QueryKey): boolean;
  /** To be read soon: many changes of a list are one reading. */
  list(key: QueryKey): boolean;
}

const nothing: Stale = { one: () => false, list: () => false };
// Also after `ready`: something may have changed between the reading of a page and the opening of its stream.
const everything: Stale = { one: () => false, list: () => true };

function paramOf(input: unknown, name: string): unknown {
  if (typeof input !== 'object' || input === null || !('params' in input)) return undefined;
  const { params } = input;
  return typeof params === 'object' && params !== null
    ? Object.entries(params).find(([key]) => key === name)?.[1]
    : undefined;
}

/** Which queries a message makes stale. */
export function staleBy(message: LiveMessage, reads: readonly LiveReads[]): Stale {
  if (message.kind === 'ready' || message.kind === 'reset') return everything;
  if (message.kind !== 'changed') return nothing;
  const changed = Map.groupBy(message.subjects, (subject) => subject.slice(0, subject.indexOf(':')));
  const concerned = reads.flatMap((read) => {
    const ids = changed.get(read.subject)?.map((subject) => subject.slice(read.subject.length + 1));
    return ids === undefined ? [] : [{ ...read, ids }];
  });
  const names = (endpoints: readonly EndpointName[] | undefined, id: unknown) =>
    endpoints?.some((endpoint) => endpoint.id === id) === true;
  return {
    one: ([id, input]) =>
      concerned.some(
        ({ one, ids }) =>
          one !== undefined &&
          names(one.endpoints, id) &&
          ids.some((changedId) => changedId === paramOf(input, one.param)),
      ),
    list: ([id]) => concerned.some(({ lists }) => names(lists, id)),
  };
}
