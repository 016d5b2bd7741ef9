import { Readable } from 'node:stream';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createEvidence } from './index.ts';
import { scan } from './scan.ts';
import { runLoop, startEvidenceApp } from './test-app.ts';
import { picture } from './test-photos.ts';

/** Finds what says EICAR, reading all of its input. */
const scanner = 'if grep -q EICAR; then exit 1; else exit 0; fi';
const broken = 'echo "no database" >&2; exit 2';
const infected = 'a,EICAR\n';

async function startApp(scanCommand: string | undefined) {
  const errors: Record<string, unknown>[] = [];
  const app = await startEvidenceApp(
    { scanCommand },
    {},
    { error: (_message, fields) => void errors.push({ ...fields }) },
  );
  onTestFinished(() => app.close());
  return { app, errors };
}

describe('the scanner', () => {
  test.each([
    [scanner, 'clean words', { verdict: 'clean' }],
    [scanner, 'words EICAR', { verdict: 'infected' }],
    ['exit 0', 'x'.repeat(3_000_000), { verdict: 'clean' }],
    ['exit 1', 'x'.repeat(3_000_000), { verdict: 'infected' }],
    [broken, 'x', { verdict: 'failed', reason: 'exit 2 no database\n' }],
    ['no-such-program', 'x', { verdict: 'failed', reason: expect.stringContaining('exit 127') }],
    ['kill -9 $$', 'x', { verdict: 'failed', reason: expect.stringContaining('SIGKILL') }],
  ])('%s', async (command, content, verdict) => {
    expect(await scan(command, Readable.from([Buffer.from(content)]))).toEqual(verdict);
  });

  test('one that does not answer is ended, with what it started', async () => {
    const start = Date.now();
    expect(await scan('sleep 30 & sleep 30', Readable.from([Buffer.from('x')]), 200)).toEqual({
      verdict: 'failed',
      reason: 'no answer within 0.2 s',
    });
    expect(Date.now() - start).toBeLessThan(5000);
  });

  test('it does not get the settings of the server', async () => {
    vi.stubEnv('HELIU_TEST_CANARY', 'EICAR');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await scan('if env | grep -q EICAR; then exit 1; fi', Readable.from([]))).toEqual({
      verdict: 'clean',
    });
  });
});

test('what is infected is refused and not kept', async () => {
  const { app } = await startApp(scanner);
  const problem = await app.refuse(infected, { name: 'a.csv' });
  expect(problem).toMatchObject({ code: 'evidence.infected', status: 422 });
  expect(await app.onDisk()).toEqual({ contents: [], staged: [] });
  expect(await app.upload('a,b\n', { name: 'a.csv' })).toMatchObject({ status: 'ready' });
});

test('a photo needs no scan: none of its bytes are kept', async () => {
  const { app } = await startApp('exit 1');
  expect(await app.upload(await picture(64, 64).png().toBuffer())).toMatchObject({ status: 'ready' });
});

test('while the scanner fails, files are withheld; they are scanned when it works again', async () => {
  const { app, errors } = await startApp(broken);
  const clean = await app.upload('a,b\n', { name: 'a.csv' });
  const bad = await app.upload(infected, { name: 'b.csv' });
  expect([clean.status, bad.status]).toEqual(['awaitingScan', 'awaitingScan']);
  expect(errors).toEqual([{ reason: 'exit 2 no database\n' }, { reason: 'exit 2 no database\n' }]);
  expect((await app.get(clean.id)).json()).toMatchObject({ code: 'evidence.awaitingScan', status: 409 });
  await app.run('evidence.scan');
  expect(errors.length).toBeGreaterThan(2);
  expect((await app.get(clean.id)).statusCode).toBe(409);

  const mended = startEvidenceOn(app, scanner);
  app.clock.advance(600_000);
  await mended.run();
  expect(await mended.statusOf(clean.id)).toBe('ready');
  expect(await mended.statusOf(bad.id)).toBe('infected');
  expect((await app.get(bad.id)).json()).toMatchObject({ code: 'evidence.infected' });
  await expect(app.attach([bad.id])).rejects.toMatchObject({ code: 'evidence.unclaimable' });
  const { rows } = await app.database.pool.query(
    `SELECT subject, payload FROM log.events WHERE kind = 'evidence.scanned' ORDER BY id`,
  );
  expect(rows).toEqual(
    expect.arrayContaining([
      { subject: `evidence:${clean.id}`, payload: { verdict: 'clean' } },
      { subject: `evidence:${bad.id}`, payload: { verdict: 'infected' } },
    ]),
  );
});

test('files from before there was a scanner are withheld from the day there is one until they are scanned', async () => {
  const { app } = await startApp(undefined);
  const { id, status } = await app.upload('a,b\n', { name: 'a.csv' });
  expect(status).toBe('ready');
  await app.run('evidence.scan');
  expect((await app.get(id)).statusCode).toBe(200);
  const later = startEvidenceOn(app, scanner);
  expect(await later.statusOf(id)).toBe('awaitingScan');
  await later.run();
  expect(await later.statusOf(id)).toBe('ready');
});

/** The same database and disk under a server that has another scanner. */
function startEvidenceOn({ kernel }: Awaited<ReturnType<typeof startEvidenceApp>>, scanCommand: string) {
  const evidence = createEvidence(
    { ...kernel, config: { ...kernel.config, scanCommand } },
    { findSighting: async () => undefined, limitUploads: async () => {} },
  );
  return {
    run: () => runLoop(evidence, 'evidence.scan'),
    statusOf: async (id: string) => (await evidence.describe(kernel.db, [id])).get(id)?.status,
  };
}
