import { getSession } from '@heliu/contract/people';
import type { EndpointSpec } from '@heliu/contract/endpoint';
import { v7 as uuidv7 } from 'uuid';
import type { Send } from '../api/call.ts';
import { ProblemError } from '../api/problem-error.ts';
import { attemptOf, type Sending, sendItem } from './attempt.ts';
import type { DraftChange, NewItem, NewPhoto, OutboxCommand, OutboxItem, Pause } from './item.ts';
import { askToLast } from './room.ts';
import { type Attempt, dueAt, standingAfter } from './schedule.ts';
import { OutboxStore } from './store.ts';
import type { Vault } from './vault.ts';

export interface OutboxOptions {
  readonly vault: Vault;
  readonly send: Send;
  readonly now: () => number;
  /** Endpoints that commands may name. */
  readonly endpoints: readonly EndpointSpec[];
  /** Lets one window send at a time. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
}

export interface OutboxView {
  readonly items: readonly OutboxItem[];
  readonly sending: boolean;
  readonly pause: Pause | undefined;
}

/** How often a server that could not be reached is tried while something waits. */
const knockMs = 30_000;
/** What has arrived is shown for a week. */
const shownMs = 7 * 86_400_000;

/** What the server has is kept without what was written for it alone. */
function settled(command: OutboxCommand): OutboxCommand {
  const { keeps, body } = command;
  if (keeps === undefined) return command;
  return {
    ...command,
    body: Object.fromEntries(Object.entries(body).filter(([name]) => keeps.includes(name))),
  };
}

const emptyView: OutboxView = { items: [], sending: false, pause: undefined };

/**
 * Commands made without a network, sent when it is back: each once, in order for each matter. What the server refuses
 * stays until a person decides; nothing leaves the device before the server has it or a person discards it.
 */
export class Outbox {
  readonly #store: OutboxStore;
  readonly #options: OutboxOptions;
  readonly #endpoints: ReadonlyMap<string, EndpointSpec>;
  readonly #listeners = new Set<() => void>();
  #view = emptyView;
  #account: number | undefined;
  #running: Promise<void> | undefined;
  #asked = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#store = new OutboxStore(options.vault);
    this.#endpoints = new Map(options.endpoints.map((one) => [one.id, one]));
  }

  /** Whose commands these are from now on; those of others wait for them. */
  async use(account: number): Promise<void> {
    this.#account = account;
    await this.refresh();
    void this.run();
  }

  /** @throws DeviceFull, and then nothing was stored. */
  async add(command: OutboxCommand, photos: readonly NewPhoto[] = []): Promise<string> {
    const id = uuidv7();
    await this.addAll([{ id, command, photos }]);
    return id;
  }

  /** All of them, with what they leave of the forms that they come from. @throws DeviceFull, and then nothing was stored. */
  async addAll(items: readonly NewItem[], drafts: readonly DraftChange[] = []): Promise<void> {
    if (this.#account === undefined) throw new Error('nobody is signed in');
    await this.#store.add(this.#account, items, { madeAt: this.#options.now(), drafts });
    // Browsers clear what they did not promise to keep when a device runs short.
    void askToLast();
    for (const { id } of items) await this.#reread(id);
    void this.run();
  }

  /** Of somebody who signed out, what has arrived leaves the device; what waits behind it needs only its receipt. */
  async forgetSent(account: number): Promise<void> {
    const items = await this.#store.all(account);
    const followed = new Set(unsent(items).map(({ command }) => command.follows));
    for (const item of items.filter(({ state }) => state === 'sent')) {
      if (followed.has(item.id)) await this.#store.put({ ...item, command: { ...item.command, body: {} } });
      else await this.#store.remove(item);
    }
  }

  /** A person gives it up. What follows it takes its place, with the version that it was made upon. */
  async discard(id: string): Promise<void> {
    await this.refresh();
    const item = await this.#store.find(id);
    if (item === undefined || item.state === 'sent') return;
    for (const other of this.#view.items.filter(({ command }) => command.follows === id)) {
      const { expectedVersion } = item.command.body;
      const body =
        expectedVersion === undefined ? other.command.body : { ...other.command.body, expectedVersion };
      await this.#store.put({ ...other, command: { ...other.command, body, follows: item.command.follows } });
    }
    await this.#store.remove(item);
    await this.refresh();
    void this.run();
  }

  /** A person wants it sent after all, as it is or changed. It stays the same intention, and is done once. */
  async sendAnew(id: string, change: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await this.#again(id, ({ follows, ...command }) => ({
      ...command,
      body: { ...command.body, ...change },
      ...('expectedVersion' in change || follows === undefined ? {} : { follows }),
    }));
  }

  /** The same words and photos by another command; for what the server has refused, so that it was not done before. */
  async sendAs(id: string, other: Pick<OutboxCommand, 'endpoint' | 'body' | 'about'>): Promise<void> {
    await this.#again(id, ({ follows: _follows, ...command }) => ({ ...command, ...other }));
  }

  async #again(id: string, change: (command: OutboxCommand) => OutboxCommand): Promise<void> {
    const item = await this.#store.find(id);
    if (item?.state !== 'held') return;
    await this.#store.put({
      ...item,
      command: change(item.command),
      problem: undefined,
      state: 'waiting',
      tries: 0,
      notBefore: 0,
    });
    await this.refresh();
    void this.run();
  }

  /** Sends whatever can be sent. A second call joins the first. */
  run(): Promise<void> {
    clearTimeout(this.#timer);
    this.#asked = true;
    this.#running ??= this.#whileAsked()
      .catch(() => this.#later(knockMs))
      .finally(() => {
        this.#running = undefined;
        this.#show({ sending: false });
      });
    return this.#running;
  }

  /** What came while the last look was being taken is looked at again. */
  async #whileAsked(): Promise<void> {
    while (this.#asked) {
      this.#asked = false;
      await this.#options.alone(() => this.#sendAll());
    }
  }

  async #sendAll(): Promise<void> {
    const account = this.#account;
    if (account === undefined) return;
    await this.refresh();
    const due = dueAt(this.#view.items, this.#options.now());
    if (due.next === undefined) {
      if (due.wakeAt !== undefined) this.#later(due.wakeAt - this.#options.now());
      return;
    }
    this.#show({ sending: true });
    if (!(await this.#isSignedIn(account))) return;
    this.#show({ pause: undefined });
    await this.#sendInTurn(account);
  }

  /** The session may have become another's, in another window. */
  async #isSignedIn(account: number): Promise<boolean> {
    try {
      const session = await this.#options.send(getSession, {});
      if (session.account?.id === account) return true;
      this.#show({ pause: 'signIn' });
    } catch {
      this.#show({ pause: 'offline' });
      this.#later(knockMs);
    }
    return false;
  }

  async #sendInTurn(account: number): Promise<void> {
    while (this.#account === account) {
      const now = this.#options.now();
      const { next, wakeAt } = dueAt(this.#view.items, now);
      if (next === undefined) {
        if (wakeAt !== undefined) this.#later(wakeAt - now);
        return;
      }
      const item = await this.#store.find(next.id);
      // Another window may have decided about it, or tried it, meanwhile.
      const open = item?.state === 'waiting' && item.notBefore <= now;
      const pause = open ? await this.#attempt(item) : undefined;
      await this.#reread(next.id);
      if (pause === undefined) continue;
      this.#show({ pause });
      if (pause === 'offline') this.#later(knockMs);
      return;
    }
  }

  async #attempt(item: OutboxItem): Promise<Pause | undefined> {
    const { send, now } = this.#options;
    const sending: Sending = { send, now, store: this.#store, endpoints: this.#endpoints };
    const before = this.#view.items.find(({ id }) => id === item.command.follows);
    try {
      const receipt = await sendItem(sending, item, before);
      const sent = { ...item, ...standingAfter(item, { kind: 'done' }, now()), receipt, settledAt: now() };
      await this.#store.settle({ ...sent, command: settled(sent.command), problem: undefined });
      return undefined;
    } catch (error) {
      const attempt = await this.#meaning(error);
      // What the server has of its photos was noted on the way.
      const latest = await this.#store.find(item.id);
      const problem = error instanceof ProblemError ? error.reply : undefined;
      // Discarded meanwhile: it stays so.
      if (latest !== undefined) {
        const erased = problem !== undefined && problem.code === latest.command.erasedBy;
        const command = erased ? settled(latest.command) : latest.command;
        await this.#store.put({ ...latest, ...standingAfter(latest, attempt, now()), command, problem });
      }
      if (attempt.kind === 'signedOut') return 'signIn';
      return attempt.kind === 'unreachable' ? 'offline' : undefined;
    }
  }

  /** A command that finds no way while the server answers is at fault itself: it is not tried for ever before all others. */
  async #meaning(error: unknown): Promise<Attempt> {
    const attempt = attemptOf(error);
    if (attempt.kind !== 'unreachable') return attempt;
    return this.#options.send(getSession, {}).then(
      () => ({ kind: 'failed' }),
      () => attempt,
    );
  }

  #later(afterMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.run(), Math.max(afterMs, 0));
  }

  /** Reads the items anew: another window may have changed them. */
  async refresh(): Promise<void> {
    const account = this.#account;
    const items = account === undefined ? [] : await this.#store.all(account);
    const old = this.#options.now() - shownMs;
    const [gone, shown] = partition(items, ({ state, settledAt = 0 }) => state === 'sent' && settledAt < old);
    for (const item of gone) await this.#store.remove(item);
    this.#show({ items: shown });
  }

  async #reread(id: string): Promise<void> {
    const item = await this.#store.find(id);
    const others = this.#view.items.filter((one) => one.id !== id);
    const own = item === undefined || item.account !== this.#account ? [] : [item];
    this.#show({ items: [...others, ...own].toSorted((a, b) => a.seq - b.seq) });
  }

  #show(part: Partial<OutboxView>): void {
    this.#view = { ...this.#view, ...part };
    for (const listener of this.#listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  view = (): OutboxView => this.#view;

  stop(): void {
    clearTimeout(this.#timer);
  }
}

function partition<T>(all: readonly T[], first: (one: T) => boolean): [T[], T[]] {
  const found = Map.groupBy(all, first);
  return [found.get(true) ?? [], found.get(false) ?? []];
}

export const unsent = (items: readonly OutboxItem[]): OutboxItem[] =>
  items.filter(({ state }) => state !== 'sent');
