import type { Kernel } from '../../kernel/kernel.ts';
import { createOutbound } from '../../kernel/outbound.ts';
import { createSecrets } from '../../kernel/secret.ts';
import type { Pusher } from './carrier.ts';
import { pushKeys } from './keys.ts';

/** Undefined where no contact is set: push services ask for one (RFC 8292, 2.1). */
export function createPusher({ config, db }: Pick<Kernel, 'config' | 'db'>): Pusher | undefined {
  const contact = config.pushContact;
  if (contact === undefined) return undefined;
  const keys = pushKeys(createSecrets(config.secret));
  return { db, contact, keys, outbound: createOutbound(config.privateNets) };
}
