import { randomBytes, randomUUID } from 'node:crypto';
import type { CityPack } from '../../contract/src/city/pack.ts';
import { newMatterCode } from '../../contract/src/matter/code.ts';
import { openDatabase } from '../../server/src/kernel/db.ts';
import { uuidv7 } from '../../server/src/kernel/uuid.ts';
import { copyStories, type MatterStory, planRegistration } from '../../server/src/matter/index.ts';
import { systemActor } from '../../server/src/matter/policy.ts';
import pg from 'pg';
import type { BenchCity } from '../life-cycle/city.ts';

const atOnce = 2000;

type Scene = Pick<BenchCity, 'city' | 'grids' | 'typeCode'>;

/** A matter that was registered at an instant and has gone to its unit by itself; nobody has signed for it. */
function openAt({ city, grids, typeCode }: Scene, no: number, at: number): MatterStory {
  const grid: CityPack['grids'][number] | undefined = grids[no % grids.length];
  const place = grid && city.findPlace(grid.code);
  if (grid === undefined || place === undefined) throw new Error('the town has no grids');
  const registration = {
    commandId: randomUUID(),
    endpoint: 'bench.load',
    typeCode,
    requestKind: 'help' as const,
    channel: city.pack.channels.find(({ by }) => by === 'operator')?.code ?? '',
    title: `第 ${no} 件`,
    description: '',
    place,
    position: grid.centre,
    address: null,
    answers: {},
    fileIds: [],
    actor: systemActor,
    accountId: null,
    reporter: null,
    receiptCode: null,
    centreUnitId: city.index.centres.get(place.divisionCode)?.code ?? city.pack.fallback.unit,
  };
  const ids = { matterId: uuidv7(at), code: newMatterCode(randomBytes(8)), reportId: randomUUID() };
  return [planRegistration(city, registration, ids, at).change];
}

/** Loads open matters, registered evenly over some days that end at `until`. */
export async function loadOpen(
  bench: BenchCity,
  matters: number,
  { until, days }: { readonly until: number; readonly days: number },
): Promise<void> {
  const { pool, close } = openDatabase(bench.url, 2);
  const step = (days * 86_400_000) / matters;
  for (let from = 0; from < matters; from += atOnce) {
    const size = Math.min(atOnce, matters - from);
    const stories = Array.from({ length: size }, (_, i) =>
      openAt(bench, from + i, Math.round(until - (matters - from - i) * step)),
    );
    await copyStories(pool, stories);
  }
  await close();
}

/** Closed copies of the open ones, so that the table is as large as that of a district after years. */
export async function fillClosed(bench: BenchCity, copies: number): Promise<void> {
  const client = new pg.Client({ connectionString: bench.ownerUrl });
  await client.connect();
  for (let no = 1; no <= copies; no += 1) {
    await client.query(
      `INSERT INTO matter.matters SELECT r.* FROM matter.matters m,
         jsonb_populate_record(m, jsonb_build_object('id', md5(m.id::text || $1)::uuid,
           'code', upper(translate(substr(md5('code' || m.id::text || $1), 1, 12), 'ilou', 'wxyz')),
           'stage', 'closed', 'due_clock', NULL, 'due_at', NULL,
           'state', m.state || jsonb_build_object('stage', 'closed', 'clocks', '[]'::jsonb,
             'matterId', md5(m.id::text || $1)))) r
       WHERE m.stage <> 'closed'`,
      [String(no)],
    );
  }
  await client.query('VACUUM ANALYZE');
  await client.end();
}
