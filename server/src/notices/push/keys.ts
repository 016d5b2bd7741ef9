import { createECDH } from 'node:crypto';
import type { Secrets } from '../../kernel/secret.ts';

export interface PushKeys {
  /** Uncompressed point on P-256, base64url. */
  readonly publicKey: string;
  readonly privateKey: string;
}

/** The pair that this installation signs for push services with (RFC 8292). Derived, so that it is kept nowhere. */
export function pushKeys(secrets: Secrets): PushKeys {
  for (let no = 0; ; no += 1) {
    const scalar = secrets.mac('push', String(no));
    const pair = createECDH('prime256v1');
    try {
      pair.setPrivateKey(scalar);
    } catch {
      // Not below the order of the curve: one in four thousand million. The next one is.
      continue;
    }
    return { publicKey: pair.getPublicKey('base64url'), privateKey: scalar.toString('base64url') };
  }
}
