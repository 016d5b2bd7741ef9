import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { type PackCheck, packLimitBytes } from '@heliu/contract/city-api';
import type { CityPack } from '@heliu/contract/city/pack';
import type { Grid } from '@heliu/contract/city/place';
import { Problem } from '@heliu/contract/problem';
import type { FastifyRequest } from 'fastify';
import type { Db, Trx } from '../kernel/db.ts';
import { codesOf, type CityChanges } from './changes.ts';
import { checkZip } from './check-pack.ts';
import type { GridEdit } from './grid-edit.ts';
import type { CityHooks } from './hooks.ts';
import type { RoleMover } from './grid-roles.ts';
import { type GridEditFate, type ImportedCity, importPack, previewImport } from './import.ts';
import type { ReadPack } from './pack-reader.ts';
import { findLast, type ImportedBy, lock } from './store.ts';
import { type Compared, tellChanges } from './told/changes.ts';
import { namesIn } from './told/names.ts';

const keptMs = 24 * 3_600_000;
const mostFaultsShown = 500;
const mostEntriesShown = 200;

/** Checks an uploaded pack; one without faults is kept for `applyUpload`. */
export async function checkUpload(
  db: Db,
  request: FastifyRequest,
  hooks: CityHooks,
  by: { readonly accountId: number; readonly at: number },
): Promise<PackCheck> {
  const { pack, faults } = await readUpload(request);
  if (pack === null) {
    return { status: 'faulty', faults: faults.slice(0, mostFaultsShown), faultCount: faults.length };
  }
  const summary = { code: pack.code, name: pack.name, version: pack.version };
  const { baseVersionId, changes, gridEdits, compared } = await previewImport(db, pack);
  if (changes.length === 0) return { status: 'same', pack: summary };
  const uploadId = randomUUID();
  await db
    .insertInto('city.uploads')
    .values({
      id: uploadId,
      created_at: new Date(by.at),
      account_id: by.accountId,
      base_version: baseVersionId,
      pack: await promisify(gzip)(JSON.stringify(pack)),
    })
    .execute();
  return {
    status: 'ready',
    pack: summary,
    uploadId,
    changes: tellChanges(changes, compared, mostEntriesShown),
    inUse: await openMattersLost(hooks, changes, compared),
    gridEdits: fateOf(gridEdits),
  };
}

const named = ({ code, name }: Grid) => ({ code, name });
const shown = ({ id, kind, communityCode, at, before, after }: GridEdit) => ({
  editId: id,
  kind,
  communityCode,
  at,
  before: before.map(named),
  after: after.map(named),
});

export const fateOf = ({ kept, contained, dropped }: GridEditFate) => ({
  kept: kept.length,
  contained: contained.map(shown),
  dropped: dropped.map(shown),
});

async function readUpload(request: FastifyRequest): Promise<ReadPack> {
  const part = await request.file({ limits: { fileSize: packLimitBytes } });
  if (part === undefined || part.fieldname !== 'file') {
    throw new Problem('input.invalid', {
      errors: [{ field: 'file', message: 'the zip of the pack, in the part called file' }],
    });
  }
  const read = await checkZip(part.file).catch((error: unknown) => {
    throw part.file.truncated ? tooLarge() : error;
  });
  if (part.file.truncated) throw tooLarge();
  return read;
}

const tooLarge = () =>
  new Problem('input.tooLarge', { params: { limit: `${packLimitBytes / 1_048_576} MB` } });

async function openMattersLost(
  { openMatters }: CityHooks,
  changes: readonly CityChanges[],
  { before }: Compared,
) {
  const place = [...codesOf(changes, 'division').removed, ...codesOf(changes, 'grid').removed];
  const codes = {
    unit: codesOf(changes, 'unit').removed,
    type: codesOf(changes, 'type').removed,
    place,
  };
  const any = codes.unit.length + codes.type.length + place.length > 0;
  const lost = any ? ((await openMatters?.(codes)) ?? []) : [];
  const names = namesIn(before);
  return lost.map((one) => ({ ...one, name: names.findNamed(one.kind, one.code) ?? null }));
}

/**
 * Imports a checked upload.
 * @throws Problem `city.uploadGone`, `city.changedMeanwhile`.
 */
export async function applyUpload(
  trx: Trx,
  uploadId: string,
  by: ImportedBy,
  movers: RoleMover = {},
): Promise<ImportedCity & { version: string }> {
  await lock(trx);
  const upload = await trx
    .deleteFrom('city.uploads')
    .where('id', '=', uploadId)
    .where('created_at', '>', new Date(by.at - keptMs))
    .returning(['base_version', 'pack'])
    .executeTakeFirst();
  if (upload === undefined) throw new Problem('city.uploadGone');
  const pack = JSON.parse((await promisify(gunzip)(upload.pack)).toString()) as CityPack;
  const last = await findLast(trx);
  if ((last?.id ?? null) !== upload.base_version) throw new Problem('city.changedMeanwhile');
  return { ...(await importPack(trx, pack, by, movers)), version: pack.version };
}

/** Removes packs that nobody applied in time. */
export async function clearUploads(db: Db, now: number): Promise<void> {
  await db
    .deleteFrom('city.uploads')
    .where('created_at', '<=', new Date(now - keptMs))
    .execute();
}
