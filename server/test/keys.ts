import { randomUUID } from 'node:crypto';
import { createKey, type KeyScope } from '@heliu/contract/keys';
import { giveAccount } from './factories.ts';
import type { TestApp } from './harness.ts';

export interface TestKey {
  readonly id: number;
  readonly token: string;
}

interface Wishes {
  readonly place?: string;
  readonly perMinute?: number;
  readonly days?: number;
}

/** A key as an administrator of the district makes it. */
export async function giveKey(
  app: TestApp,
  scopes: readonly KeyScope[],
  { place = 'd', perMinute = 6000, days = 30 }: Wishes = {},
): Promise<TestKey> {
  const administrator = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd' }] });
  const { id, token } = await app.call(
    createKey,
    {
      body: {
        commandId: randomUUID(),
        name: '街道小程序',
        scopes: [...scopes],
        placeCode: place,
        perMinute,
        expiresAt: new Date(app.clock.now() + days * 86_400_000).toISOString(),
      },
    },
    administrator.token,
  );
  if (token === null) throw new Error('a new key came without its token');
  return { id, token };
}
