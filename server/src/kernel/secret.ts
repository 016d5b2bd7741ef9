import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Keys derived from HELIU_SECRET, one for each purpose, so that what one leaks says nothing of another. */
export interface Secrets {
  /** Keyed hash of some parts; their boundaries count. */
  mac(purpose: string, ...parts: readonly string[]): Buffer;
  /** Encrypts and authenticates; opens only for the same purpose and the same `bound` text. */
  seal(purpose: string, plain: string, bound: string): Buffer;
  /** @returns undefined when the bytes were made for something else, with another secret, or changed. */
  open(purpose: string, sealed: Uint8Array, bound: string): string | undefined;
}

const nonceBytes = 12;
const tagBytes = 16;

/** @throws Error when there is no secret; `heliu init` makes one. */
export function createSecrets(secret: string | undefined): Secrets {
  if (secret === undefined) throw new Error('HELIU_SECRET is not set; `heliu init` makes one.');
  const keys = new Map<string, Buffer>();
  const keyOf = (use: string): Buffer => {
    const known = keys.get(use);
    if (known !== undefined) return known;
    const key = Buffer.from(hkdfSync('sha256', secret, '', `heliu ${use}`, 32));
    keys.set(use, key);
    return key;
  };
  return {
    mac: (purpose, ...parts) => {
      const hmac = createHmac('sha256', keyOf(`mac ${purpose}`));
      for (const part of parts) hmac.update(`${Buffer.byteLength(part)}:${part}`);
      return hmac.digest();
    },
    seal: (purpose, plain, bound) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', keyOf(`seal ${purpose}`), nonce);
      cipher.setAAD(Buffer.from(bound));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open: (purpose, sealed, bound) => {
      if (sealed.length < nonceBytes + tagBytes) return undefined;
      const nonce = sealed.subarray(0, nonceBytes);
      const decipher = createDecipheriv('aes-256-gcm', keyOf(`seal ${purpose}`), nonce, {
        authTagLength: tagBytes,
      });
      decipher.setAAD(Buffer.from(bound));
      decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
      try {
        const body = sealed.subarray(nonceBytes + tagBytes);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
