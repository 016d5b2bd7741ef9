import { liveBeatMs } from '@heliu/contract/live';
import { Problem } from '@heliu/contract/problem';
import type { Actor } from '../kernel/actor.ts';
import { type LoggedEvent, readEvents } from '../kernel/events.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Listener } from '../kernel/listen.ts';
import type { Context } from '../kernel/route.ts';
import { openStream } from '../kernel/sse.ts';
import { findPosition, type Place, placeText } from './place.ts';
import { reachOf, type Sight, toldOf } from './reach.ts';
import {
  beatLookMs,
  changeFrame,
  type Client,
  hears,
  messageFrame,
  type Personal,
  personalOf,
  Streams,
} from './streams.ts';
import { followLog, type Tail } from './tail.ts';

/** What other capabilities know; joined in the composition root. */
export interface LiveHooks {
  sightOf(actor: Actor): Sight;
  /** By subject `matter:<id>`: which of some accounts reported it. */
  reportersOf(
    subjects: readonly string[],
    accountIds: readonly number[],
  ): Promise<ReadonlyMap<string, readonly number[]>>;
  /** Calls back when another version of the city is in force: the same roles may reach other grids. */
  onCityChanged(handle: () => void): void;
  /** Calls back when the roles or sessions of an account have changed. */
  onAccountChanged(handle: (accountId: number) => void): void;
  /** Who is behind each session that is open still, by its id. */
  actorsOf(sessionIds: readonly string[]): Promise<ReadonlyMap<string, Actor>>;
}

const page = 1000;
/** Whoever was away for longer reads everything again, which costs less than being told of it all. */
const mostMissed = 20_000;
/** Tabs of a browser share one stream; more than this is a client that opens without closing. */
const mostPerAccount = 20;

/** The streams of this process, joined to the one reader of the event log that they share. */
export class Hub {
  readonly #kernel: Kernel;
  readonly #hooks: LiveHooks;
  readonly #streams = new Streams();
  readonly #timers: readonly NodeJS.Timeout[];
  #tail: Tail | undefined;
  #closed = false;

  private constructor(kernel: Kernel, hooks: LiveHooks) {
    this.#kernel = kernel;
    this.#hooks = hooks;
    this.#timers = [
      setInterval(() => this.#recheckLater(() => true), liveBeatMs),
      setInterval(() => this.#beat(), beatLookMs),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  static async open(kernel: Kernel, listener: Listener, hooks: LiveHooks): Promise<Hub> {
    const hub = new Hub(kernel, hooks);
    hooks.onAccountChanged((changed) => hub.#recheckLater(({ actor }) => actor.accountId === changed));
    hooks.onCityChanged(() => hub.#recheckLater(() => true));
    listener.onGap(() => hub.#recheckLater(() => true));
    const isHeard = () => hub.#streams.all().length > 0;
    hub.#tail = await followLog(kernel, listener, isHeard, async (logged) => {
      const events = logged.flatMap(toldOf);
      const named = await namedIn(hooks, events, hub.#streams.all());
      return () => hub.#streams.tell(events, named);
    });
    return hub;
  }

  /** Takes the reply over as a stream. @throws Problem `request.tooMany`. */
  async stream(after: string | undefined, context: Context): Promise<void> {
    const { actor } = context;
    if (this.#streams.countOf(actor.accountId) >= mostPerAccount) {
      throw new Problem('request.tooMany', { params: { seconds: liveBeatMs / 1000 } });
    }
    const { wanted, lost } = await this.#startOf(after);
    const place = this.#place();
    const client: Client = {
      stream: openStream(context),
      actor,
      reach: reachOf(actor, this.#hooks.sightOf),
      position: wanted ?? place.position,
      behind: wanted !== undefined && wanted < place.position,
      toldAt: performance.now(),
    };
    this.#streams.add(client);
    const id = client.behind && after !== undefined ? after : placeText(place);
    client.stream.write(messageFrame({ kind: lost ? 'reset' : 'ready' }, id));
    if (this.#closed) this.#streams.drop(client);
    else if (client.behind) await this.#catchUp(client);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearInterval(timer);
    for (const client of this.#streams.all()) this.#streams.drop(client);
    await this.#tail?.close();
  }

  #place(): Place {
    return this.#tail?.place() ?? { position: 0, at: 0 };
  }

  /** Where a client goes on; `lost` where it cannot, because its place is unknown here or too long ago. */
  async #startOf(after: string | undefined): Promise<{ wanted: number | undefined; lost: boolean }> {
    if (after === undefined) return { wanted: undefined, lost: false };
    const wanted = await findPosition(this.#kernel.db, after);
    const lost = wanted === undefined || this.#place().position - wanted > mostMissed;
    return { wanted: lost ? undefined : wanted, lost };
  }

  async #catchUp(client: Client): Promise<void> {
    for (;;) {
      const upTo = this.#place().position;
      if (client.position >= upTo) break;
      const read = await readEvents(this.#kernel.db, client.position, page);
      const events = read.filter(({ position }) => position <= upTo).flatMap(toldOf);
      const named = await namedIn(this.#hooks, events, [client]);
      const heard = changeFrame(events.filter((event) => hears(client, event, named)));
      client.position = events.at(-1)?.position ?? upTo;
      if (!this.#streams.write(client, heard)) return;
    }
    client.behind = false;
  }

  #beat(): void {
    this.#streams.beat(messageFrame({ kind: 'beat' }, placeText(this.#place())));
  }

  /** Ends streams whose session has ended, and follows roles that changed. */
  async #recheck(clients: readonly Client[]): Promise<void> {
    if (clients.length === 0) return;
    const actors = await this.#hooks.actorsOf([...new Set(clients.map(({ actor }) => actor.sessionId))]);
    const reaches = new Map(
      [...actors.values()].map((actor) => [actor, reachOf(actor, this.#hooks.sightOf)]),
    );
    for (const client of clients) {
      const actor = actors.get(client.actor.sessionId);
      if (actor === undefined) {
        client.stream.write(messageFrame({ kind: 'end' }));
        this.#streams.drop(client);
      } else {
        client.actor = actor;
        client.reach = reaches.get(actor) ?? client.reach;
      }
    }
  }

  #recheckLater(which: (client: Client) => boolean): void {
    this.#logged('streams not checked', this.#recheck(this.#streams.all().filter(which)));
  }

  #logged(message: string, work: Promise<void>): void {
    work.catch((error: unknown) => this.#kernel.log.error(message, { error }));
  }
}

async function namedIn(
  hooks: LiveHooks,
  events: readonly LoggedEvent[],
  clients: readonly Client[],
): Promise<Personal> {
  const accounts = [...new Set(clients.map(({ actor }) => actor.accountId))];
  const matters = [...new Set(events.map(({ subject }) => subject))].filter((subject) =>
    subject.startsWith('matter:'),
  );
  const asks = accounts.length > 0 && matters.length > 0;
  return personalOf(events, asks ? await hooks.reportersOf(matters, accounts) : new Map());
}
