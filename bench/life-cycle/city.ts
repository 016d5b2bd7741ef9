import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findDestination } from '../../contract/src/city/route.ts';
import type { CityPack } from '../../contract/src/city/pack.ts';
import { type City, importCity, readCityPack } from '../../server/src/city/index.ts';
import { loadCity } from '../../server/src/city/store.ts';
import { type Db, openDatabase } from '../../server/src/kernel/db.ts';
import { migrate } from '../../server/src/kernel/migrate.ts';
import { type EmbeddedPostgres, startEmbedded } from '../../server/src/kernel/postgres/embedded.ts';
import { provision } from '../../server/src/kernel/provision.ts';
import { insertAccounts, openSession, resolveGrant } from '../../server/src/people/index.ts';

export interface Player {
  readonly accountId: number;
  readonly token: string;
}

/** Hechuan in a database of its own, on a real disk with full durability, and the people of one town. */
export interface BenchCity {
  readonly city: City;
  readonly url: string;
  readonly ownerUrl: string;
  readonly typeCode: string;
  readonly unitId: string;
  /** Grids of the town, which all reports come from. */
  readonly grids: CityPack['grids'];
  readonly operator: Player;
  readonly handler: Player;
  readonly verifier: Player;
  readonly secret: string;
  /** Ends the database server as a power cut would, and starts it again on the same folder. */
  crashDatabase(): Promise<void>;
  close(): Promise<void>;
}

const leadOf = (pack: CityPack, typeCode: string, placeCode: string | null) =>
  findDestination(pack, {
    typeCode,
    requestKind: 'help',
    channel: pack.channels.find(({ by }) => by === 'operator')?.code ?? null,
    placeCode,
    at: Date.now(),
    text: '',
    answers: {},
  });

/** A town, and a type that goes to one unit by itself, asks nothing and needs no photo. */
function pickScene(pack: CityPack) {
  const town = pack.divisions.find(({ level }) => level === 'township');
  const grids = pack.grids.filter(({ path }) => path.startsWith(`${town?.path}/`));
  const place = grids[0]?.code ?? null;
  const type = pack.types.find(
    ({ code, rules, exited, questions }) =>
      exited === null &&
      rules.automatic.dispatch &&
      !rules.evidenceRequired &&
      questions.length === 0 &&
      leadOf(pack, code, place).assistUnitCodes.length === 0,
  );
  if (town === undefined || type === undefined) throw new Error('the pack has no town, or no such type');
  return { town, grids, typeCode: type.code, unitId: leadOf(pack, type.code, place).leadUnitCode };
}

async function hirePlayers(db: Db, city: City, { town, unitId }: ReturnType<typeof pickScene>) {
  const place = { kind: 'place' as const, code: town.code };
  const unit = { kind: 'unit' as const, code: unitId };
  const hire = async (role: 'operator' | 'handler' | 'verifier'): Promise<Player> => {
    const at = Date.now();
    const grant = resolveGrant(city, role, role === 'handler' ? unit : place);
    const account = {
      kind: 'staff' as const,
      login: `bench-${role}`,
      displayName: role,
      passwordHash: null,
      language: 'zh' as const,
      homePath: town.path,
      grants: grant === undefined ? [] : [grant],
    };
    const [accountId = 0] = await insertAccounts(db, [account], { at, accountId: null });
    const { token } = await openSession(db, { accountId, kind: 'staff', userAgent: 'bench', at });
    return { accountId, token };
  };
  return {
    operator: await hire('operator'),
    handler: await hire('handler'),
    verifier: await hire('verifier'),
  };
}

/** Backends of a killed server take a moment to notice; until then a new one refuses the folder. */
async function startAgain(dir: string): Promise<EmbeddedPostgres> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await startEmbedded({ dir });
    } catch (error) {
      if (tries === 20) throw error;
      await sleep(250);
    }
  }
}

export async function openBenchCity(): Promise<BenchCity> {
  const dir = await mkdtemp(join(tmpdir(), 'heliu-bench-'));
  let postgres = await startEmbedded({ dir });
  const name = 'bench';
  await provision(postgres.url('heliu_owner', 'postgres'), name);
  await migrate(postgres.url('heliu_owner', name));
  const url = postgres.url('heliu_app', name);
  const database = openDatabase(url, 2);
  const { pack } = readCityPack(new URL('../../cities/hechuan', import.meta.url).pathname);
  if (pack === null) throw new Error('cities/hechuan has faults; run `npx heliu city check cities/hechuan`.');
  await importCity(database.db, pack, { accountId: null, at: Date.now() });
  const city = await loadCity(database.db);
  if (city === undefined) throw new Error('the city was not imported');
  const scene = pickScene(pack);
  const players = await hirePlayers(database.db, city, scene);
  await database.close();
  return {
    ...scene,
    ...players,
    city,
    url,
    ownerUrl: postgres.url('heliu_owner', name),
    secret: randomBytes(32).toString('hex'),
    crashDatabase: async () => {
      process.kill(postgres.pid, 'SIGKILL');
      await postgres.exited;
      postgres = await startAgain(dir);
    },
    close: async () => {
      await postgres.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
