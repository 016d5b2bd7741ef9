import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { diskFiles, digestOf } from '../kernel/files.ts';
import { startEvidenceApp } from './test-app.ts';
import { picture } from './test-photos.ts';

const hour = 3_600_000;

async function startApp() {
  const app = await startEvidenceApp();
  onTestFinished(() => app.close());
  const sweep = async () => {
    await app.run('evidence.expire');
    await app.run('evidence.collect');
  };
  return { app, sweep, contents: async () => (await app.onDisk()).contents.length };
}

test('what is not attached within 24 hours goes, row and bytes; what is attached stays', async () => {
  const { app, sweep, contents } = await startApp();
  const [kept, lost] = [await picture(100, 80).jpeg().toBuffer(), await picture(80, 100).jpeg().toBuffer()];
  const stays = await app.upload(kept);
  const commandId = crypto.randomUUID();
  const goes = await app.upload(lost, { commandId });
  await app.attach([stays.id]);
  expect(await contents()).toBe(4);
  app.clock.advance(24 * hour);
  await sweep();
  expect(await contents()).toBe(4);
  app.clock.advance(1);
  await sweep();
  expect(await contents()).toBe(2);
  expect([...(await app.evidence.describe(app.database.db, [stays.id, goes.id])).keys()]).toEqual([stays.id]);
  await expect(app.attach([goes.id])).rejects.toMatchObject({ code: 'evidence.unclaimable' });
  expect((await app.get(goes.id)).statusCode).toBe(404);
  expect(await app.refuse(lost, { commandId })).toMatchObject({ code: 'evidence.expired', status: 410 });
  const { rows } = await app.database.pool.query(
    `SELECT subject FROM log.events WHERE kind = 'evidence.expired'`,
  );
  expect(rows).toEqual([{ subject: `evidence:${goes.id}` }]);
});

test('the same content is stored once and goes with its last file', async () => {
  const { app, sweep, contents } = await startApp();
  const one = await app.upload('a,b\n', { name: 'one.csv' });
  app.clock.advance(hour);
  const two = await app.upload('a,b\n', { name: 'two.csv', by: 2 });
  expect(await contents()).toBe(1);
  app.clock.advance(23 * hour + 1);
  await sweep();
  expect((await app.get(one.id)).statusCode).toBe(404);
  expect((await app.get(two.id, 2)).body).toBe('a,b\n');
  app.clock.advance(hour);
  await sweep();
  expect(await contents()).toBe(0);
});

test('copies that nothing came of go after 24 hours; the file that they were made of stays', async () => {
  const { app, sweep, contents } = await startApp();
  const { id } = await app.upload(await picture(70, 90).jpeg().toBuffer());
  await app.attach([id]);
  const before = await contents();
  const copy = () => app.database.db.transaction().execute((trx) => app.evidence.copyFor(trx, [id], 1));
  const copies = [...(await copy()), ...(await copy())];
  expect(copies).toHaveLength(2);
  expect(await contents()).toBe(before);
  app.clock.advance(24 * hour + 1);
  await sweep();
  const ids = [id, ...copies.map((one) => one.id)];
  expect([...(await app.evidence.describe(app.database.db, ids)).keys()]).toEqual([id]);
  expect(await contents()).toBe(before);
});

test('an erased file is gone for good', async () => {
  const { app, sweep, contents } = await startApp();
  const { id } = await app.upload(await picture(90, 90).png().toBuffer());
  await app.attach([id]);
  await app.database.db.transaction().execute((trx) => app.evidence.erase(trx, [id]));
  await sweep();
  expect(await contents()).toBe(0);
  expect((await app.evidence.describe(app.database.db, [id])).size).toBe(0);
});

test('a crash between storing and committing leaves a content that is swept after an hour', async () => {
  const { app, sweep, contents } = await startApp();
  const files = diskFiles(join(app.kernel.config.dataDir, 'files'));
  const staged = await files.stage();
  await writeFile(staged, 'what the crash left');
  const { sha256, bytes } = await digestOf(staged);
  const checkAt = new Date(app.clock.now() + hour);
  await app.database.db.insertInto('evidence.blobs').values({ sha256, bytes, check_at: checkAt }).execute();
  await files.put(staged, sha256);
  await sweep();
  expect(await contents()).toBe(1);
  app.clock.advance(hour);
  await sweep();
  expect(await contents()).toBe(0);
  // The same content comes again, this time to stay.
  const { id } = await app.upload('what the crash left', { name: 'a.txt' });
  await app.attach([id]);
  app.clock.advance(48 * hour);
  await sweep();
  expect((await app.get(id)).statusCode).toBe(404);
  expect(await contents()).toBe(1);
});

test('sweeping and uploading the same content at once never leaves a row without bytes', async () => {
  const { app, sweep } = await startApp();
  for (let round = 0; round < 8; round += 1) {
    await app.upload('a,b\n', { name: 'a.csv' });
    app.clock.advance(24 * hour + 1);
    const uploads = Array.from({ length: 3 }, () => app.send('a,b\n', { name: 'a.csv' }));
    await Promise.all([sweep(), sweep(), ...uploads]);
    for (const upload of uploads) {
      const reply = await upload;
      if (reply.statusCode === 503) continue;
      expect(reply.statusCode).toBe(200);
      expect((await app.get(reply.json().id)).body).toBe('a,b\n');
    }
  }
});

test('staged files that a crash left go after a day', async () => {
  const { app } = await startApp();
  const files = diskFiles(join(app.kernel.config.dataDir, 'files'));
  const [old, fresh] = [await files.stage(), await files.stage()];
  for (const path of [old, fresh]) await writeFile(path, 'half an upload');
  const yesterday = Date.now() / 1000 - 25 * 3600;
  await utimes(old, yesterday, yesterday);
  await app.run('evidence.staging');
  expect((await app.onDisk()).staged).toEqual([fresh.split('/').at(-1)]);
});
