import { liveBeatMs, liveSubjectsMax, type LiveMessage } from '@heliu/contract/live';
import type { Actor } from '../kernel/actor.ts';
import type { LoggedEvent } from '../kernel/events.ts';
import { type EventStream, frame } from '../kernel/sse.ts';
import { placeText } from './place.ts';
import { accountsNamed, type Reach, reaches } from './reach.ts';

export interface Client {
  readonly stream: EventStream;
  actor: Actor;
  reach: Reach;
  /** Last position told. */
  position: number;
  /** Events are read for it one page after another until it has caught up. */
  behind: boolean;
  /** When it was last told anything, in milliseconds of this process. */
  toldAt: number;
}

/** How often streams are looked at that nobody told anything for long. */
export const beatLookMs = liveBeatMs / 4;

export const messageFrame = (message: LiveMessage, id?: string): Buffer =>
  frame({ id, event: message.kind, data: message });

/** What changed in some events, for those who hear of all of them. */
export function changeFrame(events: readonly LoggedEvent[]): Buffer | undefined {
  const last = events.at(-1);
  if (last === undefined) return undefined;
  const subjects = [...new Set(events.map(({ subject }) => subject))];
  return messageFrame(
    subjects.length > liveSubjectsMax ? { kind: 'reset' } : { kind: 'changed', subjects },
    placeText(last),
  );
}

/** Accounts, beside those whose reach covers it, that hear of each event. */
export type Personal = ReadonlyMap<LoggedEvent, ReadonlySet<number>>;

/** For each event the accounts it is about: reporters of matters, and accounts themselves. */
export function personalOf(
  events: readonly LoggedEvent[],
  reporters: ReadonlyMap<string, readonly number[]>,
): Personal {
  return new Map(
    events.map((event) => [
      event,
      new Set([...accountsNamed(event), ...(reporters.get(event.subject) ?? [])]),
    ]),
  );
}

export const hears = ({ reach, actor }: Client, event: LoggedEvent, personal: Personal): boolean =>
  reaches(reach, event) || personal.get(event)?.has(actor.accountId) === true;

/** The open streams of this process. */
export class Streams {
  readonly #clients = new Set<Client>();

  all(): readonly Client[] {
    return [...this.#clients];
  }

  countOf(accountId: number): number {
    let count = 0;
    for (const { actor } of this.#clients) if (actor.accountId === accountId) count += 1;
    return count;
  }

  add(client: Client): void {
    this.#clients.add(client);
    client.stream.onClose(() => this.#clients.delete(client));
  }

  drop(client: Client): void {
    this.#clients.delete(client);
    client.stream.end();
  }

  /** Writes to everybody who is not behind. Frames are made once for each reach; those named have their own. */
  tell(events: readonly LoggedEvent[], personal: Personal): void {
    const [first] = events;
    const last = events.at(-1);
    if (first === undefined || last === undefined) return;
    const frames = new Map<string, Buffer | undefined>();
    const named = new Set([...personal.values()].flatMap((accounts) => [...accounts]));
    for (const client of this.#clients) {
      if (client.behind) continue;
      const { reach, actor, position: told } = client;
      client.position = Math.max(told, last.position);
      // Another process may have told it more already.
      if (named.has(actor.accountId) || told >= first.position) {
        const fresh = events.filter(({ position }) => position > told);
        this.write(client, changeFrame(fresh.filter((event) => hears(client, event, personal))));
        continue;
      }
      if (!frames.has(reach.key)) {
        frames.set(reach.key, changeFrame(events.filter((event) => reaches(reach, event))));
      }
      this.write(client, frames.get(reach.key));
    }
  }

  /** Writes to those who were told nothing for so long that the next look would come too late. */
  beat(alive: Buffer): void {
    const long = performance.now() - (liveBeatMs - beatLookMs);
    for (const client of this.#clients) {
      if (!client.behind && client.toldAt <= long) this.write(client, alive);
    }
  }

  /** @returns whether it keeps up; whoever does not is let go. */
  write(client: Client, buffer: Buffer | undefined): boolean {
    if (buffer === undefined) return true;
    client.toldAt = performance.now();
    if (client.stream.write(buffer)) return true;
    this.drop(client);
    return false;
  }
}
