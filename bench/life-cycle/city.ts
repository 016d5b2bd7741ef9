import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDestination } from '../../contract/src/city/route.ts';
import type { CityPack } from '../../contract/src/city/pack.ts';
import { importCity, readCityPack } from '../../server/src/city/index.ts';
import { loadCity } from '../../server/src/city/store.ts';
import type { City } from '../../server/src/city/index.ts';
import { openDatabase } from '../../server/src/kernel/db.ts';
import { migrate } from '../../server/src/kernel/migrate.ts';
import { startEmbedded } from '../../server/src/kernel/postgres/embedded.ts';
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
  readonly supervisor: Player;
  readonly secret: string;
  close(): Promise<void>;
}

export async function openBenchCity(): Promise<BenchCity> {
  const dir = await mkdtemp(join(tmpdir(), 'heliu-bench-'));
  const postgres = await startEmbedded({ dir });
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
  const town = pack.divisions.find(({ level }) => level === 'township');
  const grids = pack.grids.filter(({ path }) => path.startsWith(`${town?.path}/`));
  const lead = (typeCode: string) =>
    findDestination(pack, {
      typeCode,
      requestKind: 'help',
      channel: pack.channels.find(({ by }) => by === 'operator')?.code ?? null,
      placeCode: grids[0]?.code ?? null,
      at: Date.now(),
      text: '',
      answers: {},
    });
  const type = pack.types.find(
    ({ code, rules, exited, questions }) =>
      exited === null &&
      rules.automatic.dispatch &&
      !rules.evidenceRequired &&
      questions.length === 0 &&
      lead(code).assistUnitCodes.length === 0,
  );
  if (town === undefined || type === undefined)
    throw new Error('the pack has no town, or no type that dispatches itself');
  const { leadUnitCode } = lead(type.code);
  const place = { kind: 'place' as const, code: town.code };
  const unit = { kind: 'unit' as const, code: leadUnitCode };
  const accounts = (
    [
      ['operator', place],
      ['handler', unit],
      ['verifier', place],
      ['supervisor', place],
    ] as const
  ).map(([role, scope]) => ({
    kind: 'staff' as const,
    login: `bench-${role}`,
    displayName: role,
    passwordHash: null,
    language: 'zh' as const,
    unitCode: null,
    homePath: town.path,
    grants: [resolveGrant(city, role, scope)].filter((grant) => grant !== undefined),
  }));
  const at = Date.now();
  const ids = await insertAccounts(database.db, accounts, { at, accountId: null });
  const players = await Promise.all(
    ids.map(async (accountId) => ({
      accountId,
      token: (await openSession(database.db, { accountId, kind: 'staff', userAgent: 'bench', at })).token,
    })),
  );
  await database.close();
  const [operator, handler, verifier, supervisor] = players;
  if (!operator || !handler || !verifier || !supervisor) throw new Error('accounts are missing');
  return {
    city,
    url,
    ownerUrl: postgres.url('heliu_owner', name),
    typeCode: type.code,
    unitId: leadUnitCode,
    grids,
    operator,
    handler,
    verifier,
    supervisor,
    secret: randomBytes(32).toString('hex'),
    close: async () => {
      await postgres.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
