import { getSession, type Session } from '@heliu/contract/people';
import type { QueryClient } from '@tanstack/react-query';
import {
  deviceAccount,
  forgetLeft,
  keepAnswers,
  noteFull,
  openOutbox,
  restoreAnswers,
  Vault,
} from '../kernel/offline/index.ts';
import { modules } from './modules.ts';

const sessionKey = [getSession.id, {}];

/** Opens what the device keeps and puts it before the pages: the day goes on as it was left, with or without a network. */
export async function openDevice(client: QueryClient) {
  const vault = await Vault.open('heliu-field');
  const left = await forgetLeft(vault);
  await restoreAnswers(vault, client, deviceAccount);
  const account = (): number | undefined => client.getQueryData<Session>(sessionKey)?.account?.id;
  const restored = account();
  if (restored !== undefined) await restoreAnswers(vault, client, restored);
  keepAnswers({
    vault,
    client,
    own: modules.flatMap(({ kept }) => kept.own),
    device: [getSession, ...modules.flatMap(({ kept }) => kept.device)],
    account,
    onFull: noteFull,
  });
  const outbox = openOutbox(
    vault,
    modules.flatMap(({ sends }) => sends),
  );
  if (left !== undefined) await outbox.forgetSent(left);
  return { vault, outbox, restored };
}

/** Without these a device can keep nothing in safety; addresses without HTTPS have none of them. */
export const isCapable = (): boolean =>
  window.isSecureContext && 'indexedDB' in window && crypto.subtle !== undefined;
