import type { EndpointSpec } from '@heliu/contract/endpoint';
import type { QueryClient } from '@tanstack/react-query';
import type { Vault } from './vault.ts';

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
    rows.map(async ({ id, sealed }) => {
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

/** Forgets what was read for an account, and with what is the device's who was signed in: it signed out here. */
export async function forgetAnswers(vault: Vault, account: number): Promise<void> {
  const trx = vault.db.transaction('kept', 'readwrite');
  const byAccount = trx.store.index('account');
  const keys = await Promise.all([account, deviceAccount].map((whose) => byAccount.getAllKeys(whose)));
  await Promise.all([...keys.flat().map((key) => trx.store.delete(key)), trx.done]);
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
  return client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return;
    const queryKey = event.query.queryKey as readonly unknown[];
    const { dataUpdatedAt } = event.query.state;
    const data = event.query.state.data as unknown;
    const id = String(queryKey[0]);
    const whose = deviceIds.has(id) ? deviceAccount : ownIds.has(id) ? account() : undefined;
    // Only answers to `useEndpoint`: pages by cursor are long, and are read where there is a network.
    if (whose === undefined || queryKey.length !== 2) return;
    keepAnswer(vault, whose, { key: queryKey, data, at: dataUpdatedAt }).then(
      () => onFull(false),
      () => onFull(true),
    );
  });
}
