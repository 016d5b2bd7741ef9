import { changeKey, createKey, listKeys, revokeKey } from '@heliu/contract/keys';
import type { Capability } from '../kernel/kernel.ts';
import { route } from '../kernel/route.ts';
import { createKeyAuthenticator, type KeyAuthenticator } from './authenticate.ts';
import { mountDocs } from './docs.ts';
import { correctKey, endKey, listOwnKeys, makeKey } from './manage.ts';
import type { KeysRoom } from './room.ts';

export type { KeyAuthenticator } from './authenticate.ts';
export { viewKey } from './manage.ts';
export { readKeys, type StoredKey } from './store.ts';
export { endStored, insertKey } from './write.ts';

export interface KeysCapability extends Capability, KeyAuthenticator {}

/** Keys by which programs of others use the API, each with scopes, a limit and an end. */
export function createKeys(room: KeysRoom): KeysCapability {
  return {
    ...createKeyAuthenticator(room),
    mountEdge: mountDocs,
    routes: [
      route(listKeys, (_input, context) => listOwnKeys(room, context)),
      route(createKey, (input, context) => makeKey(room, input, context)),
      route(changeKey, (input, context) => correctKey(room, input, context)),
      route(revokeKey, (input, context) => endKey(room, input, context)),
    ],
  };
}
