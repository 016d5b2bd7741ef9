import { randomUUID } from 'node:crypto';
import {
  declineOrganisation,
  endOrganisation,
  getOrganisation,
  listOrganisations,
  resumeOrganisation,
  suspendOrganisation,
  verifyOrganisation,
} from '@heliu/contract/organisation/desk';
import {
  acceptInvitation,
  applyForOrganisation,
  changeContact,
  closeOrganisation,
  declineInvitation,
  getOwnOrganisation,
  inviteRepresentative,
  leaveOrganisation,
  listOwnOrganisations,
  registerOrganisation,
  removeRepresentative,
  withdrawInvitation,
} from '@heliu/contract/organisation/own';
import { getHoldings } from '@heliu/contract/people';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import {
  giveOrganisation,
  giveUpload,
  giveWaiting,
  newCreditCode,
  registration,
  seeAsDesk,
  seeAsOwn,
} from '../../test/organisations.ts';

const dayMs = 86_400_000;
let app: TestApp;
let clerk: TestAccount;
let neighbour: TestAccount;
let waterman: TestAccount;
beforeAll(async () => {
  app = await startTestApp({ roles: new Set(['web']) });
  await giveCity(app);
  clerk = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }], displayName: '受理员甲' });
  neighbour = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t2' }] });
  waterman = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
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

async function toldOf(subject: string) {
  const rows = await app.db
    .selectFrom('log.events')
    .select(['kind', 'place_path', 'payload'])
    .where('subject', '=', subject)
    .orderBy('id')
    .execute();
  expect(JSON.stringify(rows)).not.toMatch(/清泉|陈经理|幸福路|1380|example|91500117/);
  return rows.map(({ kind }) => kind.replace('organisation.', ''));
}

test('an organisation registers, is declined, corrects its papers, is verified, suspended and ended', async () => {
  const boss = await giveResident();
  const body = await registration(app, boss);
  const made = await app.call(registerOrganisation, { body }, boss.token);
  expect(await app.call(registerOrganisation, { body }, boss.token)).toEqual(made);
  const { organisationId: id } = made;
  const waiting = await app.call(listOrganisations, { query: { toVerify: 'true' } }, clerk.token);
  expect(waiting.rows.map((row) => row.organisationId)).toContain(id);
  expect(await seeAsDesk(app, clerk, id)).toMatchObject({
    state: 'waiting',
    contact: { name: '陈经理', phone: '13800000001', email: null },
    applications: [{ no: 1, name: '合川清泉食品厂', decision: null, files: [{ name: '执照.pdf' }] }],
    representatives: 1,
    allowed: ['verify', 'decline', 'end'],
  });
  await app.call(
    declineOrganisation,
    { ...at(id), body: { ...command(), application: 1, words: '执照照片看不清' } },
    clerk.token,
  );
  expect(await seeAsOwn(app, boss, id)).toMatchObject({
    state: 'declined',
    applications: [{ no: 1, decision: 'declined', words: '执照照片看不清' }],
    history: [
      { kind: 'declined', by: null, words: '执照照片看不清' },
      { kind: 'registered', by: '陈经理' },
    ],
  });
  const again = {
    name: '合川清泉食品厂',
    creditCode: newCreditCode(),
    evidence: [{ fileId: await giveUpload(app, boss) }],
  };
  await app.call(applyForOrganisation, { ...at(id), body: { ...command(), ...again } }, boss.token);
  const late = { ...at(id), body: { ...command(), application: 1 } };
  expect((await app.refuse(verifyOrganisation, late, clerk.token)).code).toBe('resource.changed');
  const verify = { ...at(id), body: { ...command(), application: 2 } };
  await app.call(verifyOrganisation, verify, clerk.token);
  await app.call(verifyOrganisation, verify, clerk.token);
  expect(await seeAsOwn(app, boss, id)).toMatchObject({
    state: 'verified',
    creditCode: again.creditCode,
    appliedAt: null,
  });
  const why = () => ({ ...at(id), body: { ...command(), words: '停业整顿' } });
  await app.call(suspendOrganisation, why(), clerk.token);
  expect((await app.refuse(suspendOrganisation, why(), clerk.token)).code).toBe('organisation.notNow');
  await app.call(resumeOrganisation, why(), clerk.token);
  await app.call(endOrganisation, why(), clerk.token);
  expect(await seeAsDesk(app, clerk, id)).toMatchObject({
    state: 'ended',
    contact: { name: null, phone: null, email: null },
    representatives: 0,
    allowed: [],
  });
  expect((await app.refuse(getOwnOrganisation, at(id), boss.token)).code).toBe('resource.notFound');
  expect(await toldOf(`organisation:${id}`)).toEqual([
    'registered',
    'declined',
    'applied',
    'verified',
    'suspended',
    'resumed',
    'ended',
  ]);
});

test('a wrong code is refused with what is wrong, and neither code nor reason is no registration', async () => {
  const boss = await giveResident();
  const ask = async (changes: object) =>
    app.refuse(
      registerOrganisation,
      { body: { ...(await registration(app, boss)), ...changes } },
      boss.token,
    );
  expect((await ask({ creditCode: '91350100M000100Y44' })).errors).toEqual([
    { field: 'creditCode', message: expect.stringContaining('末位校验码') },
  ]);
  expect((await ask({ creditCode: '123' })).errors).toEqual([{ field: 'creditCode', message: '18 位' }]);
  expect((await ask({ creditCode: undefined })).code).toBe('input.invalid');
  expect((await ask({ noCodeReason: '尚未办理' })).code).toBe('input.invalid');
  expect((await ask({ evidence: [{ fileId: randomUUID() }] })).code).toBe('evidence.unclaimable');
  const code = newCreditCode();
  const id = await giveWaiting(app, boss, {
    creditCode: ` ${code.slice(0, 8)} ${code.slice(8).toLowerCase()}`,
  });
  expect((await seeAsOwn(app, boss, id)).creditCode).toBe(code);
  const bare = await registration(app, boss, { noCodeReason: '业主委员会没有代码' });
  const { creditCode: _none, ...body } = bare;
  const made = await app.call(registerOrganisation, { body }, boss.token);
  expect(await seeAsOwn(app, boss, made.organisationId)).toMatchObject({
    creditCode: null,
    noCodeReason: '业主委员会没有代码',
  });
});

test('one open account a code, whether it waits or a change asks for it; of two at once one is refused', async () => {
  const [boss, other] = [await giveResident(), await giveResident('李校长')];
  const creditCode = newCreditCode();
  const id = await giveOrganisation(app, { by: boss, verifier: clerk }, { creditCode });
  const refused = await app.refuse(
    registerOrganisation,
    { body: await registration(app, other, { creditCode, name: '冒名单位' }) },
    other.token,
  );
  expect(refused.code).toBe('organisation.codeTaken');
  expect(JSON.stringify(refused)).not.toMatch(/清泉|陈|受理员/);
  const theirs = await giveOrganisation(app, { by: other, verifier: clerk });
  const change = async (code: string) => ({
    ...at(theirs),
    body: {
      ...command(),
      name: '新名称',
      creditCode: code,
      evidence: [{ fileId: await giveUpload(app, other) }],
    },
  });
  expect((await app.refuse(applyForOrganisation, await change(creditCode), other.token)).code).toBe(
    'organisation.codeTaken',
  );
  await app.call(endOrganisation, { ...at(id), body: { ...command(), words: '已注销' } }, clerk.token);
  await app.call(applyForOrganisation, await change(creditCode), other.token);
  const [first, second] = [await giveResident(), await giveResident()];
  const contested = newCreditCode();
  const bodies = [
    await registration(app, first, { creditCode: contested }),
    await registration(app, second, { creditCode: contested }),
  ];
  const outcomes = await Promise.allSettled(
    bodies.map((body, index) => app.call(registerOrganisation, { body }, [first, second][index]?.token)),
  );
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('of two answers to one invitation at once, one counts', async () => {
  const [boss, partner] = [await giveResident(), await giveResident()];
  const id = await giveOrganisation(app, { by: boss, verifier: clerk });
  const body = { ...command(), email: partner.email, handsOver: true };
  await app.call(inviteRepresentative, { ...at(id), body }, boss.token);
  const [invitation] = (await app.call(listOwnOrganisations, {}, partner.token)).invitations;
  const params = { invitationId: invitation?.invitationId ?? '' };
  const answers = await Promise.allSettled([
    app.call(acceptInvitation, { params, body: command() }, partner.token),
    app.call(acceptInvitation, { params, body: command() }, partner.token),
  ]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const { history } = await seeAsOwn(app, partner, id);
  expect(history.filter(({ kind }) => kind === 'joined')).toHaveLength(1);
});

test('a cursor that was made up is refused as what the client sent', async () => {
  const cursor = Buffer.from('["no time","no id"]').toString('base64url');
  const query = { cursor, toVerify: 'true' as const };
  expect((await app.refuse(listOrganisations, { query }, clerk.token)).code).toBe('input.malformed');
});

test('another name stands only once it is verified; contact and place change at once', async () => {
  const boss = await giveResident();
  const id = await giveOrganisation(app, { by: boss, verifier: clerk });
  const { creditCode } = await seeAsOwn(app, boss, id);
  const body = {
    ...command(),
    name: '合川新清泉食品厂',
    creditCode: creditCode ?? '',
    evidence: [{ fileId: await giveUpload(app, boss) }],
  };
  await app.call(applyForOrganisation, { ...at(id), body }, boss.token);
  expect(await seeAsOwn(app, boss, id)).toMatchObject({ name: '合川清泉食品厂', state: 'verified' });
  await app.call(verifyOrganisation, { ...at(id), body: { ...command(), application: 2 } }, clerk.token);
  expect(await seeAsOwn(app, boss, id)).toMatchObject({ name: '合川新清泉食品厂' });
  await app.call(
    changeContact,
    {
      ...at(id),
      body: {
        ...command(),
        placeCode: 'g2',
        address: '新区 2 号',
        contact: { name: '周经理', phone: '13800000002' },
      },
    },
    boss.token,
  );
  expect(await seeAsDesk(app, neighbour, id)).toMatchObject({
    place: { code: 'g2' },
    contact: { name: '周经理' },
  });
  expect((await app.refuse(getOrganisation, at(id), clerk.token)).code).toBe('resource.notFound');
});

test('before an account is closed, the organisations that it alone speaks for are named', async () => {
  const keeper = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd' }] });
  const boss = await giveResident();
  const [alone, shared, over] = [
    await giveOrganisation(app, { by: boss, verifier: clerk }, { name: '独任食品厂' }),
    await giveOrganisation(app, { by: boss, verifier: clerk }, { name: '同任食品厂' }),
    await giveOrganisation(app, { by: boss, verifier: clerk }, { name: '已销食品厂' }),
  ];
  const partner = await giveResident();
  const body = { ...command(), email: partner.email, handsOver: false };
  await app.call(inviteRepresentative, { ...at(shared), body }, boss.token);
  const [invitation] = (await app.call(listOwnOrganisations, {}, partner.token)).invitations;
  const params = { invitationId: invitation?.invitationId ?? '' };
  const named = async () =>
    (await app.call(getHoldings, { params: { id: boss.id } }, keeper.token)).organisations;
  expect((await named()).toSorted()).toEqual(['同任食品厂', '已销食品厂', '独任食品厂'].toSorted());
  await app.call(acceptInvitation, { params, body: command() }, partner.token);
  await app.call(endOrganisation, { ...at(over), body: { ...command(), words: '已注销' } }, clerk.token);
  expect(await named()).toEqual(['独任食品厂']);
  expect((await seeAsDesk(app, clerk, alone)).representatives).toBe(1);
});

test('the centre of the place alone verifies; a department sees no contact and no papers', async () => {
  const boss = await giveResident();
  const id = await giveWaiting(app, boss);
  const verify = { ...at(id), body: { ...command(), application: 1 } };
  expect((await app.refuse(verifyOrganisation, verify, neighbour.token)).code).toBe('resource.notFound');
  const list = await app.call(listOrganisations, {}, neighbour.token);
  expect(list.rows.map((row) => row.organisationId)).not.toContain(id);
  expect(await seeAsDesk(app, waterman, id)).toMatchObject({ contact: null, applications: [], allowed: [] });
  expect((await app.refuse(verifyOrganisation, verify, waterman.token)).code).toBe('auth.forbidden');
  await seeAsDesk(app, clerk, id);
  const looks = await app.db
    .selectFrom('log.accesses')
    .select('account_id')
    .where('subject', '=', `organisation:${id}`)
    .execute();
  expect(looks.map((look) => look.account_id)).toEqual([clerk.id]);
});

test('representatives are invited by address, join, are removed and leave; the last one stays', async () => {
  const [boss, partner, stranger] = [
    await giveResident(),
    await giveResident('孙会计'),
    await giveResident(),
  ];
  const id = await giveOrganisation(app, { by: boss, verifier: clerk });
  const inviting = (email: string, handsOver = false) => ({
    ...at(id),
    body: { ...command(), email, handsOver },
  });
  expect((await app.refuse(leaveOrganisation, { ...at(id), body: command() }, boss.token)).code).toBe(
    'organisation.lastRepresentative',
  );
  const invite = inviting(partner.email.toUpperCase());
  await app.call(inviteRepresentative, invite, boss.token);
  expect(await app.call(inviteRepresentative, invite, boss.token)).toEqual({ organisationId: id });
  expect((await app.refuse(inviteRepresentative, inviting(partner.email), boss.token)).code).toBe(
    'organisation.invitedAlready',
  );
  await app.call(inviteRepresentative, inviting('nobody@example.test'), boss.token);
  const { invitations } = await app.call(listOwnOrganisations, {}, partner.token);
  const invitationId = invitations[0]?.invitationId ?? '';
  expect(invitations).toMatchObject([{ name: '合川清泉食品厂', handsOver: false }]);
  const answer = { params: { invitationId }, body: command() };
  app.clock.advance(1000);
  expect((await app.refuse(acceptInvitation, answer, stranger.token)).code).toBe('resource.notFound');
  await app.call(acceptInvitation, answer, partner.token);
  expect((await app.refuse(acceptInvitation, { ...answer, body: command() }, partner.token)).code).toBe(
    'resource.notFound',
  );
  const seen = await seeAsOwn(app, partner, id);
  expect(seen.representatives.map(({ name, isMe }) => [name, isMe])).toEqual([
    ['陈经理', false],
    ['孙会计', true],
  ]);
  expect(seen.invitations.map(({ email }) => email)).toEqual(['nobody@example.test']);
  const open = seen.invitations[0]?.invitationId ?? '';
  await app.call(
    withdrawInvitation,
    { params: { organisationId: id, invitationId: open }, body: command() },
    partner.token,
  );
  const mine = seen.representatives[1]?.representativeId ?? '';
  const removing = (representativeId: string) => ({
    params: { organisationId: id, representativeId },
    body: { ...command(), words: '已离职' },
  });
  expect((await app.refuse(removeRepresentative, removing(mine), partner.token)).code).toBe(
    'resource.notFound',
  );
  await app.call(removeRepresentative, removing(mine), boss.token);
  expect((await app.refuse(getOwnOrganisation, at(id), partner.token)).code).toBe('resource.notFound');
  await app.call(inviteRepresentative, inviting(partner.email, true), boss.token);
  const [next] = (await app.call(listOwnOrganisations, {}, partner.token)).invitations;
  expect(next?.handsOver).toBe(true);
  await app.call(
    acceptInvitation,
    { params: { invitationId: next?.invitationId ?? '' }, body: command() },
    partner.token,
  );
  expect((await seeAsOwn(app, partner, id)).representatives.map(({ name }) => name)).toEqual(['孙会计']);
  expect((await app.call(listOwnOrganisations, {}, boss.token)).organisations).toEqual([]);
  await app.call(closeOrganisation, { ...at(id), body: { ...command(), words: '不再使用' } }, partner.token);
  expect((await seeAsDesk(app, clerk, id)).state).toBe('ended');
});

test('an invitation is open for 30 days, and the address is gone after the answer', async () => {
  const [boss, partner] = [await giveResident(), await giveResident()];
  const id = await giveOrganisation(app, { by: boss, verifier: clerk });
  await app.call(
    inviteRepresentative,
    { ...at(id), body: { ...command(), email: partner.email } },
    boss.token,
  );
  const move = (days: number) =>
    app.db
      .updateTable('organisation.invitations')
      .set({ invited_at: new Date(app.clock.now() - days * dayMs) })
      .where('organisation_id', '=', id)
      .execute();
  await move(31);
  expect((await app.call(listOwnOrganisations, {}, partner.token)).invitations).toEqual([]);
  await move(29);
  const [one] = (await app.call(listOwnOrganisations, {}, partner.token)).invitations;
  await app.call(
    declineInvitation,
    { params: { invitationId: one?.invitationId ?? '' }, body: command() },
    partner.token,
  );
  const rows = await app.db
    .selectFrom('organisation.invitations')
    .select(['email', 'answer'])
    .where('organisation_id', '=', id)
    .execute();
  expect(rows).toEqual([{ email: null, answer: 'declined' }]);
});
