import type { EndpointSpec } from '@heliu/contract/endpoint';
import type { QueryClient } from '@tanstack/react-query';
import { dropPhotos, type Vault } from './vault.ts';

interface KeptAnswer {
  readonly key: readonly unknown[];
  readonly data: unknown;
  readonly at: number;
}

/** What nobody asked for in so long is old news, and makes room. */
const keptMs = 30 * 86_400_000;

/** Answers that everybody gets alike are kept for the device, not for an account. */
export const deviceAccount = 0;

export async function digestOf(account: number, key: readonly unknown[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify([account, key]));
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Writes an answer so that it is there without a network. */
async function keepAnswer(vault: Vault, account: number, answer: KeptAnswer): Promise<void> {
  const [id, sealed] = await Promise.all([digestOf(account, answer.key), vault.seal(answer)]);
  await vault.db.put('kept', { id, account, sealed });
}

/** Puts what was kept for an account where pages look for it, with the time at which it was read. */
export async function restoreAnswers(vault: Vault, client: QueryClient, account: number): Promise<void> {
  const rows = await vault.db.getAllFromIndex('kept', 'account', account);
  await Promise.all(
    rows.map(async ({ id, draft, sealed }) => {
      if (draft === true) return;
      try {
        const { key, data, at } = (await vault.unseal(sealed)) as KeptAnswer;
        if (at < Date.now() - keptMs) {
          await vault.db.delete('kept', id);
          return;
        }
        // A newer answer may have come while this one was being read.
        if ((client.getQueryState(key)?.dataUpdatedAt ?? 0) < at) {
          client.setQueryData(key, data, { updatedAt: at });
        }
      } catch {
        await vault.db.delete('kept', id);
      }
    }),
  );
}

/** Forgets what was read and begun for an account, and with what is the device's who was signed in: it signed out here. */
export async function forgetAnswers(vault: Vault, account: number): Promise<void> {
  const trx = vault.db.transaction(['kept', 'photos'], 'readwrite');
  const kept = trx.objectStore('kept');
  const byAccount = kept.index('account');
  const rows = await Promise.all([account, deviceAccount].map((whose) => byAccount.getAll(whose)));
  await Promise.all([
    ...rows.flat().map(({ id }) => kept.delete(id)),
    ...rows
      .flat()
      .filter(({ draft }) => draft === true)
      .map(({ id }) => dropPhotos(trx.objectStore('photos'), id)),
    kept.delete(leavingId),
    trx.done,
  ]);
}

const leavingId = 'leaving';
/** Whose it is lies inside, so that it is nobody's answer. */
const nobody = -1;

/** Somebody is about to sign out: an app that is killed on the way forgets at its next start. */
export async function noteLeaving(vault: Vault, account: number): Promise<void> {
  await vault.db.put('kept', { id: leavingId, account: nobody, sealed: await vault.seal(account) });
}

export const noteStaying = (vault: Vault): Promise<void> => vault.db.delete('kept', leavingId);

/** Ends what a sign-out began. @returns the account that had signed out. */
export async function forgetLeft(vault: Vault): Promise<number | undefined> {
  const row = await vault.db.get('kept', leavingId);
  if (row === undefined) return undefined;
  const account = await vault.unseal(row.sealed).catch(() => undefined);
  if (typeof account !== 'number') {
    await noteStaying(vault);
    return undefined;
  }
  await forgetAnswers(vault, account);
  return account;
}

interface Keeping {
  readonly vault: Vault;
  readonly client: QueryClient;
  /** Endpoints whose answers are kept: for whoever is signed in, or for the device. */
  readonly own: readonly EndpointSpec[];
  readonly device: readonly EndpointSpec[];
  readonly account: () => number | undefined;
  /** Told of each answer whether it could not be kept. */
  readonly onFull: (full: boolean) => void;
}

/** Keeps every answer of these endpoints as it arrives. @returns what ends it. */
export function keepAnswers({ vault, client, own, device, account, onFull }: Keeping): () => void {
  const ownIds = new Set(own.map(({ id }) => id));
  const deviceIds = new Set(device.map(({ id }) => id));
  /** Of each answer the last writing: a long one that began earlier does not undo a short one. */
  const turns = new Map<string, Promise<void>>();
  const inTurn = (whose: number, answer: KeptAnswer): Promise<void> => {
    const name = JSON.stringify([whose, answer.key]);
    const before = turns.get(name) ?? Promise.resolve();
    const writing = before.catch(() => undefined).then(() => keepAnswer(vault, whose, answer));
    turns.set(name, writing);
    return writing.finally(() => {
      if (turns.get(name) === writing) turns.delete(name);
    });
  };
  return client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return;
    const queryKey = event.query.queryKey as readonly unknown[];
    const { dataUpdatedAt } = event.query.state;
    const data = event.query.state.data as unknown;
    const id = String(queryKey[0]);
    const whose = deviceIds.has(id) ? deviceAccount : ownIds.has(id) ? account() : undefined;
    // Only answers to `useEndpoint`: pages by cursor are long, and are read where there is a network.
    if (whose === undefined || queryKey.length !== 2) return;
    inTurn(whose, { key: queryKey, data, at: dataUpdatedAt }).then(
      () => onFull(false),
      () => onFull(true),
    );
  });
}
