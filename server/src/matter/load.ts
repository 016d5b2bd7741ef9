import { findMatterCode } from '@heliu/contract/matter/code';
import type { Matter } from '@heliu/contract/matter/model';
import { Problem } from '@heliu/contract/problem';
import type pg from 'pg';
import { gather } from '../kernel/gather.ts';
import type { Guarded } from './policy.ts';
import { fromStored, type StoredMatter } from './stored.ts';
import { reporterAccounts } from './whose.ts';

/** A matter with what the policy and the events need besides its state. */
export interface LoadedMatter extends Guarded {
  readonly divisionCode: string;
  readonly requestKind: string;
}

interface Row {
  state: StoredMatter;
  place_path: string;
  division_code: string;
  request_kind: string;
  reporters: number[] | null;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const select = `SELECT m.state, m.place_path, m.division_code, m.request_kind,
  ${reporterAccounts('m.id')} AS reporters
  FROM matter.matters m`;

/** By id, or by public code in any of its spellings. */
export async function findMatter(
  client: pg.Pool | pg.ClientBase,
  ref: string,
): Promise<LoadedMatter | undefined> {
  const byId = uuid.test(ref);
  const key = byId ? ref : findMatterCode(ref);
  if (key === undefined) return undefined;
  const { rows } = await client.query<Row>({
    name: byId ? 'matter by id' : 'matter by code',
    text: `${select} WHERE m.${byId ? 'id' : 'code'} = $1`,
    values: [key],
  });
  const [row] = rows;
  return row && loadedOf(row);
}

/** Where a merged matter goes on, through every matter that was merged in its turn; undefined where it is not merged. */
export async function findOnward(
  client: pg.Pool | pg.ClientBase,
  { merge }: Pick<Matter, 'merge'>,
): Promise<LoadedMatter | undefined> {
  if (merge === null) return undefined;
  const into = await findMatter(client, merge.intoMatterId);
  return into === undefined ? undefined : ((await findOnward(client, into.matter)) ?? into);
}

const loadedOf = (row: Row): LoadedMatter => ({
  matter: fromStored(row.state),
  placePath: row.place_path,
  divisionCode: row.division_code,
  requestKind: row.request_kind,
  reporterAccountIds: row.reporters ?? [],
});

/** Most ids in one statement. */
const most = 64;

/**
 * Several at once, by id. The list is filled up to a power of two, so that a few statements serve every length and
 * each keeps the plan that it was prepared with; a list as one array would be planned anew each time.
 */
export async function findMatters(
  client: pg.Pool | pg.ClientBase,
  matterIds: readonly string[],
): Promise<Map<string, LoadedMatter>> {
  const found = new Map<string, LoadedMatter>();
  for (let from = 0; from < matterIds.length; from += most) {
    const ids = matterIds.slice(from, from + most);
    const size = 2 ** Math.ceil(Math.log2(ids.length));
    const { rows } = await client.query<Row>({
      name: `matters by ${size} ids`,
      text: `${select} WHERE m.id IN (${Array.from({ length: size }, (_, no) => `$${no + 1}::uuid`).join(', ')})`,
      values: Array.from({ length: size }, (_, no) => ids[no] ?? ids[0]),
    });
    for (const row of rows) found.set(row.state.matterId, loadedOf(row));
  }
  return found;
}

/** Reads a matter by id, or by public code in any of its spellings. */
export type MatterReader = (ref: string) => Promise<LoadedMatter | undefined>;

/** Matters that are asked for by id at the same time are read in one round trip. */
export function createReader(pool: pg.Pool): MatterReader {
  const byId = gather<string, LoadedMatter | undefined>(
    async (ids) => {
      const found = await findMatters(pool, ids);
      return ids.map((id) => found.get(id.toLowerCase()));
    },
    { inFlight: 2, maxItems: most, patienceMs: 100 },
  );
  return (ref) => (uuid.test(ref) ? byId(ref) : findMatter(pool, ref));
}

/** @throws Problem `resource.notFound`. */
export async function loadMatter(client: pg.Pool | pg.ClientBase, ref: string): Promise<LoadedMatter> {
  const found = await findMatter(client, ref);
  if (found === undefined) throw new Problem('resource.notFound');
  return found;
}
