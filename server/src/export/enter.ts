import type { ExportFormat } from '@heliu/contract/export';
import type { City } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';

export interface EnteredExport {
  readonly exportId: string;
  readonly actor: Actor;
  readonly city: City;
  readonly at: number;
  readonly commandId: string;
  readonly format: ExportFormat;
  readonly personal: boolean;
  readonly purpose: string;
  readonly filter: object;
  readonly expected: number;
  /** How many leave with the reply to this very command; left out where the file is fetched afterwards. */
  readonly written?: number;
}

/** Who takes what out and why, on record in the same transaction as what lets it go. */
export async function enterExport(trx: Trx, entry: EnteredExport): Promise<void> {
  const { exportId, actor, at, format, personal, expected, written } = entry;
  await trx
    .insertInto('export.exports')
    .values({
      id: exportId,
      account_id: actor.accountId,
      started_at: new Date(at),
      format,
      filter: JSON.stringify(entry.filter),
      place_paths: reachOf(actor, entry.city),
      personal,
      purpose: entry.purpose,
      expected,
      ...(written === undefined ? {} : { written, ended_at: new Date(at) }),
    })
    .execute();
  const payload = { format, personal, expected };
  const facts = { at, actorId: actor.accountId, commandId: entry.commandId };
  await appendEvents(trx, [{ kind: 'export.started', subject: `export:${exportId}`, ...facts, payload }]);
}

/** Places that the exporter sees; of a unit the division it stands for. */
function reachOf(actor: Actor, city: City): string[] {
  const paths = actor.grants.flatMap(({ placePath, unitId }) => {
    if (placePath !== null) return [placePath];
    const unit = unitId === null ? undefined : city.index.units.get(unitId);
    return unit === undefined ? [] : [city.findPlace(unit.divisionCode)?.path ?? ''];
  });
  return [...new Set(paths.filter(Boolean))];
}
