import { randomUUID } from 'node:crypto';
import { getMail, listMails, retryMail } from '@heliu/contract/mails';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { startMailbox, type TestMailbox } from '../../test/dovecot.ts';
import { giveAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { createEvidence } from '../evidence/index.ts';
import { createSecrets } from '../kernel/secret.ts';
import type { SystemNotice } from '../notices/index.ts';
import { mailsChore } from './erase.ts';
import { failingSince, readMailbox } from './loop.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';
import { readNew } from './read.ts';
import type { MailRoom } from './room.ts';

let box: TestMailbox;
let app: TestApp;
beforeAll(async () => {
  box = await startMailbox();
  app = await startTestApp({ imap: box.config, roles: new Set(['web']) });
  await giveCity(app);
});
afterAll(async () => {
  await app.close();
  await box.close();
});

const told: SystemNotice[] = [];
/** What a worker reads with; nobody reads besides. */
const worker = (): MailRoom => ({
  kernel: app,
  city: app.city,
  matter: app.matter,
  evidence: createEvidence(app, {
    findSighting: () => Promise.resolve(undefined),
    limitUploads: () => Promise.resolve(),
  }),
  tellAdministrators: (_trx, notice) => {
    told.push(notice);
    return Promise.resolve();
  },
  secrets: createSecrets(app.config.secret),
  mailer: undefined,
});

async function withMailbox<T>(work: (mailbox: Mailbox) => Promise<T>, config = box.config): Promise<T> {
  const mailbox = await openMailbox(config);
  try {
    return await work(mailbox);
  } finally {
    mailbox.close();
  }
}

interface Kept {
  readonly subject: string;
  readonly files: number;
}

const kept = async () =>
  (
    await sql<Kept>`SELECT m.subject, count(f.file_id)::int AS files
      FROM mails.mails m LEFT JOIN mails.files f ON f.mail_id = m.id
      GROUP BY m.id, m.subject ORDER BY m.subject`.execute(app.db)
  ).rows;
const filesInStore = async () =>
  (await sql<{ n: number }>`SELECT count(*)::int AS n FROM evidence.files`.execute(app.db)).rows[0]?.n;

const mail = (subject: string, content = `the list of ${subject}`): string =>
  [
    `From: Li <${subject}@sender.test>\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@sender>\r\nMIME-Version: 1.0`,
    'Content-Type: multipart/mixed; boundary=b\r\n',
    '--b\r\nContent-Type: text/plain\r\n\r\nSee the list.',
    `--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=list.txt\r\n\r\n${content}`,
    '--b--',
  ].join('\r\n');

test('two workers at once take each mail in once, with its file once', async () => {
  const subjects = ['a1', 'a2', 'a3', 'a4', 'a5'];
  for (const subject of subjects) await box.deliver(mail(subject));
  const read = () => withMailbox((mailbox) => readNew(worker(), box.config, mailbox));
  await Promise.all([read(), read()]);
  expect(await kept()).toEqual(subjects.map((subject) => ({ subject, files: 1 })));
  expect(await filesInStore()).toBe(subjects.length);
});

test('stopped at any step, a mail is taken in by the next reading, and once', async () => {
  const before = await filesInStore();
  await box.deliver(mail('b1'));
  const room = worker();
  const { evidence } = room;
  const stop = () => Promise.reject(new Error('stopped'));
  const beforeCommit = { ...room, evidence: { ...evidence, parts: { ...evidence.parts, hold: stop } } };
  await withMailbox((mailbox) =>
    expect(readNew(beforeCommit, box.config, mailbox)).rejects.toThrow('stopped'),
  );
  expect((await kept()).map(({ subject }) => subject)).not.toContain('b1');
  await withMailbox((mailbox) =>
    expect(readNew(room, box.config, { ...mailbox, markSeen: stop })).rejects.toThrow('stopped'),
  );
  expect(await kept()).toContainEqual({ subject: 'b1', files: 1 });
  await withMailbox((mailbox) => readNew(room, box.config, mailbox));
  expect((await kept()).filter(({ subject }) => subject === 'b1')).toHaveLength(1);
  expect(await filesInStore()).toBe((before ?? 0) + 1);
});

test('of a mail that is too large its words are read, and whoever opens it is told of the rest', async () => {
  await box.deliver(mail('c1', 'x'.repeat(76).concat('\r\n').repeat(440_000)));
  await withMailbox((mailbox) => readNew(worker(), box.config, mailbox));
  const { rows } = await sql<{ body: string; refused: readonly { name: string; zh: string }[] }>`
    SELECT body, refused FROM mails.mails WHERE subject = 'c1'`.execute(app.db);
  expect(rows).toMatchObject([{ body: 'See the list.', refused: [{ name: 'list.txt' }] }]);
  expect(rows[0]?.refused[0]?.zh).toMatch(/MB/);
});

test('a fault that is not the file’s holds nobody up: words come at once, files are tried again, then when asked', async () => {
  const room = worker();
  const { evidence } = room;
  const full = () => Promise.reject(Object.assign(new Error('no space on /data'), { code: 'ENOSPC' }));
  const broken = { ...room, evidence: { ...evidence, parts: { ...evidence.parts, stage: full } } };
  const read = (one: MailRoom) => withMailbox((mailbox) => readNew(one, box.config, mailbox));
  // Sessions end while the clock goes on, so each look is that of somebody who has just signed in.
  const operator = () => giveAccount(app, { grants: [{ role: 'operator', place: 'd' }] });
  for (const subject of ['e1', 'e2']) await box.deliver(mail(subject));
  await read(broken);
  const list = await app.call(listMails, { query: { limit: 50 } }, (await operator()).token);
  const row = list.rows.find(({ subject }) => subject === 'e1');
  const failed = list.rows.filter((one) => one.failed).map(({ subject }) => subject);
  expect(failed.toSorted()).toEqual(['e1', 'e2']);
  const params = { mailId: row?.mailId ?? '' };
  const seen = async () => app.call(getMail, { params }, (await operator()).token);
  expect(await seen()).toMatchObject({
    body: 'See the list.',
    evidence: [],
    fault: { code: 'ENOSPC', attempts: 1 },
  });
  await read(broken);
  expect(await seen()).toMatchObject({ fault: { attempts: 1 } });
  for (let attempts = 2; attempts <= 6; attempts += 1) {
    app.clock.set(Date.parse((await seen()).fault?.nextAt ?? ''));
    await read(broken);
    expect(await seen()).toMatchObject({ fault: { attempts } });
  }
  expect(await seen()).toMatchObject({ evidence: [], fault: { attempts: 6, nextAt: null } });
  app.clock.set(app.clock.now() + 86_400_000);
  await read(room);
  expect(await seen()).toMatchObject({ evidence: [] });

  const stranger = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  const ask = { params, body: { commandId: randomUUID() } };
  expect((await app.refuse(retryMail, ask, stranger.token)).code).toBe('auth.forbidden');
  const asker = await operator();
  await app.call(retryMail, ask, asker.token);
  await read(room);
  expect(await seen()).toMatchObject({ evidence: [{ name: 'list.txt' }], fault: null });
  expect(await kept()).toContainEqual({ subject: 'e1', files: 1 });
  const again = { params, body: { commandId: randomUUID() } };
  expect((await app.refuse(retryMail, again, asker.token)).code).toBe('resource.notFound');
});

test('what the database does not hold is listed as unreadable, and the next mail is read', async () => {
  const room = worker();
  const { evidence } = room;
  const unfit = () => Promise.reject(Object.assign(new Error('invalid byte sequence'), { code: '22021' }));
  const hold: typeof evidence.parts.hold = (trx, ids) =>
    ids.length > 0 ? unfit() : evidence.parts.hold(trx, ids);
  await box.deliver(mail('f1'));
  await box.deliver('From: Li <f2@sender.test>\r\nSubject: f2\r\n\r\nIt is dark.');
  const failing = { ...room, evidence: { ...evidence, parts: { ...evidence.parts, hold } } };
  await withMailbox((mailbox) => readNew(failing, box.config, mailbox));
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM mails.mails
    WHERE reason = 'unreadable' AND subject = ''`.execute(app.db);
  expect(rows).toEqual([{ n: 1 }]);
  expect(await kept()).toContainEqual({ subject: 'f2', files: 0 });
});

test('a server is spoken to by STARTTLS, and not where its certificate is nobody’s', async () => {
  await box.deliver(mail('d1'));
  await withMailbox((mailbox) => readNew(worker(), box.startTls, mailbox), box.startTls);
  expect(await kept()).toContainEqual({ subject: 'd1', files: 1 });
  await expect(openMailbox({ ...box.startTls, caFile: undefined })).rejects.toThrow(/certificate/);
});

test('administrators are told once of a mailbox that nobody reads for half an hour, until it is read again', async () => {
  const fail = async () => {
    const { loop, close } = readMailbox(worker(), { ...box.config, password: 'another' });
    await loop.run();
    await close();
  };
  await fail();
  const begun = new Date(app.clock.now()).toISOString();
  expect([told.length, await failingSince(worker())]).toEqual([0, null]);
  app.clock.set(app.clock.now() + 31 * 60_000);
  await fail();
  await fail();
  expect(told.map(({ body }) => body.en)).toEqual([expect.stringContaining('AUTHENTICATIONFAILED')]);
  expect(await failingSince(worker())).toBe(begun);
  const reading = readMailbox(worker(), box.config);
  const turn = reading.loop.run();
  await expect.poll(() => failingSince(worker())).toBeNull();
  await reading.close();
  await turn;
});

test('what was dealt with long ago is erased with its files, what waits is not', async () => {
  await sql`UPDATE mails.mails SET state = 'setAside', reason = 'spam', handled_at = ${new Date(app.clock.now())}
    WHERE subject = 'b1'`.execute(app.db);
  const before = await filesInStore();
  app.clock.set(app.clock.now() + 1000 * 86_400_000);
  const chore = mailsChore(worker());
  expect([await chore.count(), await chore.run(), await chore.run()]).toEqual([2, 2, 0]);
  const { rows } = await sql<object>`SELECT subject, body, sender_key, sender_name, sender_address
    FROM mails.mails WHERE erased_at IS NOT NULL`.execute(app.db);
  const nothing = { subject: '', body: '', sender_key: null, sender_name: null, sender_address: null };
  expect(rows).toEqual([nothing, nothing]);
  expect(await filesInStore()).toBe((before ?? 0) - 1);
  expect(await kept()).toContainEqual({ subject: 'a1', files: 1 });
});
