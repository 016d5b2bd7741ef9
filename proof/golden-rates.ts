import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getClosing } from '../contract/src/statistics.ts';
import { createApp } from '../server/src/app.ts';
import { importCity } from '../server/src/city/index.ts';
import { settableClock } from '../server/src/kernel/clock.ts';
import { readConfig } from '../server/src/kernel/config.ts';
import { openDatabase } from '../server/src/kernel/db.ts';
import { createLog } from '../server/src/kernel/log.ts';
import { analyzeTables, measuringGrowth } from '../server/src/kernel/planner.ts';
import { migrate } from '../server/src/kernel/migrate.ts';
import { startEmbedded } from '../server/src/kernel/postgres/embedded.ts';
import { provision } from '../server/src/kernel/provision.ts';
import { insertAccounts, openSession } from '../server/src/people/index.ts';
import { copyMonth, goldenPack, lianyungang } from '../server/test/golden.ts';

/** 26,898 matters through the life cycle and the statistics endpoint: the rates that Lianyungang published. */
const published = {
  accepted: 26_898,
  dueToClose: 24_932,
  closed: 23_974,
  closedOnTime: 22_345,
  closingRate: '96.16',
  onTimeClosingRate: '89.62',
};

const dir = await mkdtemp(join(tmpdir(), 'heliu-proof-'));
// The database runs as another user when this is root.
await chmod(dir, 0o755);
const postgres = await startEmbedded({ dir });
try {
  await provision(postgres.url('heliu_owner', 'postgres'), 'golden');
  await migrate(postgres.url('heliu_owner', 'golden'));
  const told = await tellMonth(postgres.url('heliu_app', 'golden'));
  process.stdout.write(`${JSON.stringify({ published, told })}\n`);
  if (JSON.stringify(told) !== JSON.stringify(published)) process.exitCode = 1;
} finally {
  await postgres.stop();
  await rm(dir, { recursive: true, force: true });
}

async function tellMonth(url: string): Promise<typeof published> {
  const database = openDatabase(url, 4);
  const config = readConfig({
    HELIU_LOG_LEVEL: 'error',
    HELIU_DEMO: 'false',
    HELIU_SECRET: 'a secret of the proof, long enough',
  });
  const clock = settableClock(Date.parse('2017-06-01T00:00:00Z'));
  const { db, pool } = database;
  await importCity(db, goldenPack(), { accountId: null, at: clock.now() });
  const log = createLog(config.logLevel);
  const app = await createApp({ config, db, pool, clock, log });
  try {
    await app.server.ready();
    const city = app.capabilities.city.current();
    await copyMonth(pool, city, lianyungang, measuringGrowth({ db, log }));
    await analyzeTables(db);
    const reply = await app.server.inject({
      method: 'GET',
      url: getClosing.path,
      query: { from: '2017-04-01', to: '2017-04-30' },
      headers: { authorization: `Bearer ${await leaderToken(db, clock.now())}` },
    });
    const { total } = getClosing.reply.parse(reply.json());
    const percent = (share: number | null) => ((share ?? 0) * 100).toFixed(2);
    const { accepted, dueToClose, closed, closedOnTime } = total.figures;
    return {
      accepted,
      dueToClose,
      closed,
      closedOnTime,
      closingRate: percent(total.rates.closingRate),
      onTimeClosingRate: percent(total.rates.onTimeClosingRate),
    };
  } finally {
    await app.close();
    await database.close();
  }
}

async function leaderToken(db: Parameters<typeof insertAccounts>[0], at: number): Promise<string> {
  const [accountId = 0] = await insertAccounts(
    db,
    [
      {
        kind: 'staff',
        login: 'leader',
        displayName: '领导',
        email: null,
        phone: null,
        passwordHash: null,
        mustChangePassword: false,
        language: 'zh',
        unitCode: null,
        homePath: 'd',
        grants: [{ role: 'leader', placeCode: 'd', placePath: 'd', unitCode: null, reachPath: 'd' }],
      },
    ],
    { at, accountId: null },
  );
  return (await openSession(db, { accountId, kind: 'staff', userAgent: 'proof', at })).token;
}
