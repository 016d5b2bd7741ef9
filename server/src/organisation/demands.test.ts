import { randomUUID } from 'node:crypto';
import {
  commentOwnReport,
  getMatter,
  listMatters,
  listOwnReports,
  openOwnReport,
  rateOwnReport,
  reportMatter,
} from '@heliu/contract/matter';
import {
  acceptInvitation,
  inviteRepresentative,
  leaveOrganisation,
  listDemands,
  listOwnOrganisations,
} from '@heliu/contract/organisation/own';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity, testPack } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { giveOrganisation, giveWaiting } from '../../test/organisations.ts';

let app: TestApp;
let clerk: TestAccount;
beforeAll(async () => {
  app = await startTestApp({ roles: new Set(['web']) });
  const pack = testPack();
  const name = { zh: '单位账户', en: 'Account' };
  await giveCity(app, {
    ...pack,
    channels: [...pack.channels, { code: 'organisation', name, by: 'organisation' }],
  });
  clerk = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
});
afterAll(() => app.close());

const command = () => ({ commandId: randomUUID() });
let people = 0;
const giveResident = async (displayName = '陈经理') => {
  people += 1;
  const email = `resident-${people}@example.test`;
  return { ...(await giveAccount(app, { kind: 'resident', displayName, email })), email };
};
const at = (organisationId: string) => ({ params: { organisationId } });

const demand = (organisationId: string) => ({
  body: {
    ...command(),
    typeCode: 'AUTO-01',
    requestKind: 'help' as const,
    title: '厂区门口水管漏水',
    description: '影响进出货',
    place: { position: [106.05, 30.05] as [number, number] },
    organisationId,
  },
});

test('a demand is the report of whoever speaks for the organisation, and of nobody who does not any more', async () => {
  const [boss, partner, stranger] = [
    await giveResident(),
    await giveResident('孙会计'),
    await giveResident(),
  ];
  const id = await giveOrganisation(app, { by: boss, verifier: clerk });
  await app.call(
    inviteRepresentative,
    { ...at(id), body: { ...command(), email: partner.email } },
    boss.token,
  );
  const [one] = (await app.call(listOwnOrganisations, {}, partner.token)).invitations;
  await app.call(
    acceptInvitation,
    { params: { invitationId: one?.invitationId ?? '' }, body: command() },
    partner.token,
  );
  expect((await app.refuse(reportMatter, demand(id), stranger.token)).code).toBe('organisation.notYours');
  expect((await app.refuse(reportMatter, demand(id))).code).toBe('auth.required');
  const receipt = await app.call(reportMatter, demand(id), boss.token);
  expect(receipt.receiptCode).toBeNull();
  const { code, matterId } = receipt;
  expect(await app.call(getMatter, { params: { matterId } }, clerk.token)).toMatchObject({
    channel: 'organisation',
    reports: [{ organisation: { organisationId: id, name: '合川清泉食品厂' } }],
  });
  for (const who of [boss, partner]) {
    const { rows } = await app.call(listDemands, at(id), who.token);
    expect(rows.map((row) => row.code)).toEqual([code]);
    expect(await app.call(openOwnReport, { body: { code } }, who.token)).toMatchObject({ mayComment: true });
    expect((await app.call(listOwnReports, {}, who.token)).rows).toEqual([]);
    expect((await app.call(listMatters, {}, who.token)).rows.map((row) => row.matterId)).toEqual([matterId]);
  }
  await app.call(commentOwnReport, { body: { ...command(), code, note: '已自行关阀' } }, partner.token);
  expect((await app.refuse(listDemands, at(id), stranger.token)).code).toBe('resource.notFound');
  expect((await app.refuse(openOwnReport, { body: { code } }, stranger.token)).code).toBe(
    'resource.notFound',
  );
  await app.call(leaveOrganisation, { ...at(id), body: command() }, boss.token);
  expect((await app.refuse(openOwnReport, { body: { code } }, boss.token)).code).toBe('resource.notFound');
  expect((await app.call(listMatters, {}, boss.token)).rows).toEqual([]);
  const early = {
    body: { ...command(), code, verdict: 'solved' as const, satisfaction: 'satisfied' as const },
  };
  expect((await app.refuse(rateOwnReport, early, partner.token)).code).toBe('command.refused');
  expect((await app.refuse(rateOwnReport, { body: { ...early.body, ...command() } }, boss.token)).code).toBe(
    'resource.notFound',
  );
});

test('nothing is reported in the name of an organisation that is not verified', async () => {
  const boss = await giveResident();
  const id = await giveWaiting(app, boss);
  expect((await app.refuse(reportMatter, demand(id), boss.token)).code).toBe('organisation.notVerified');
});
