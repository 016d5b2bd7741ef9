import { dayMs } from '@heliu/contract/deadline/zone';
import { PremisesContact } from '@heliu/contract/registers';
import type { Db, Trx } from '../kernel/db.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { createSecrets, type Secrets } from '../kernel/secret.ts';

/** What contacts are sealed for; each is bound to its premises. */
const sealedFor = 'premises contact';

export interface NewContact {
  readonly premisesId: string;
  readonly contact: PremisesContact;
  readonly purpose: string;
  readonly at: number;
  readonly days: number;
}

/** In the place of those there were. */
export async function storeContacts(
  trx: Trx,
  { config }: Pick<Kernel, 'config'>,
  contacts: readonly NewContact[],
): Promise<void> {
  if (contacts.length === 0) return;
  const secrets = createSecrets(config.secret);
  const ids = contacts.map(({ premisesId }) => premisesId);
  await trx.deleteFrom('registers.contacts').where('premises_id', 'in', ids).execute();
  await trx
    .insertInto('registers.contacts')
    .values(
      contacts.map(({ premisesId, contact, purpose, at, days }) => ({
        premises_id: premisesId,
        sealed: secrets.seal(sealedFor, JSON.stringify(contact), premisesId),
        purpose,
        recorded_at: new Date(at),
        expires_at: new Date(at + days * dayMs),
      })),
    )
    .execute();
}

export interface OpenedContact extends PremisesContact {
  readonly purpose: string;
  readonly recordedAt: string;
  readonly expiresAt: string;
}

/** Undefined where there is none, where it has expired, and where it was sealed with another secret. */
export async function findContact(
  db: Db,
  secrets: Secrets,
  premisesId: string,
  now: number,
): Promise<OpenedContact | undefined> {
  const row = await db
    .selectFrom('registers.contacts')
    .selectAll()
    .where('premises_id', '=', premisesId)
    .where('expires_at', '>', new Date(now))
    .executeTakeFirst();
  const plain = row && secrets.open(sealedFor, row.sealed, premisesId);
  if (row === undefined || plain === undefined) return undefined;
  return {
    ...PremisesContact.parse(JSON.parse(plain)),
    purpose: row.purpose,
    recordedAt: row.recorded_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  };
}
