import { randomUUID } from 'node:crypto';
import type { EndpointCall } from '@heliu/contract/endpoint';
import { checkSign } from '@heliu/contract/organisation/credit-code';
import { getOrganisation, verifyOrganisation } from '@heliu/contract/organisation/desk';
import { getOwnOrganisation, registerOrganisation } from '@heliu/contract/organisation/own';
import { sql } from 'kysely';
import type { TestAccount } from './factories.ts';
import type { TestApp } from './harness.ts';

type Registration = EndpointCall<typeof registerOrganisation>['body'];

let serial = 0;
/** A code that no other test has. */
export function newCreditCode(): string {
  serial += 1;
  const start = `91500117MA${String(serial).padStart(7, '0')}`;
  return `${start}${checkSign(start) ?? ''}`;
}

/** A file that the account has uploaded and not attached; receiving files has tests of its own. */
export async function giveUpload(app: TestApp, by: TestAccount): Promise<string> {
  const id = randomUUID();
  const sha256 = id.replaceAll('-', '').padEnd(64, '0');
  await sql`INSERT INTO evidence.blobs (sha256, bytes) VALUES (${sha256}, 9)`.execute(app.db);
  await sql`INSERT INTO evidence.files (id, kind, media_type, sha256, bytes, uploaded_at, uploaded_by, scan, name)
    VALUES (${id}::uuid, 'file', 'application/pdf', ${sha256}, 9, ${new Date(app.clock.now())}, ${by.id}, 'clean',
      '执照.pdf')`.execute(app.db);
  return id;
}

export const registration = async (
  app: TestApp,
  by: TestAccount,
  changes: Partial<Registration> = {},
): Promise<Registration> => ({
  commandId: randomUUID(),
  kind: 'enterprise',
  name: '合川清泉食品厂',
  creditCode: newCreditCode(),
  placeCode: 'c1',
  address: '幸福路 1 号',
  contact: { name: '陈经理', phone: '13800000001' },
  evidence: [{ fileId: await giveUpload(app, by) }],
  ...changes,
});

export async function giveWaiting(
  app: TestApp,
  by: TestAccount,
  changes: Partial<Registration> = {},
): Promise<string> {
  const body = await registration(app, by, changes);
  return (await app.call(registerOrganisation, { body }, by.token)).organisationId;
}

export const seeAsDesk = (app: TestApp, who: TestAccount, organisationId: string) =>
  app.call(getOrganisation, { params: { organisationId } }, who.token);

export const seeAsOwn = (app: TestApp, who: TestAccount, organisationId: string) =>
  app.call(getOwnOrganisation, { params: { organisationId } }, who.token);

/** A verified organisation with one who speaks for it. */
export async function giveOrganisation(
  app: TestApp,
  { by, verifier }: { readonly by: TestAccount; readonly verifier: TestAccount },
  changes: Partial<Registration> = {},
): Promise<string> {
  const organisationId = await giveWaiting(app, by, changes);
  const body = { commandId: randomUUID(), application: 1 };
  await app.call(verifyOrganisation, { params: { organisationId }, body }, verifier.token);
  return organisationId;
}
