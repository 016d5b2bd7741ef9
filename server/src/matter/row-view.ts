import { lightAt } from '@heliu/contract/deadline/light';
import type { Light, MatterRow } from '@heliu/contract/matter/views';
import { isFinal, type Outcome, type Stage } from '@heliu/contract/matter/model';
import type { RequestKind } from '@heliu/contract/city/matter-type';
import type { Language } from '@heliu/contract/text';
import { sql } from 'kysely';
import { nameOf } from '../kernel/account-name.ts';

export interface ListedRow {
  id: string;
  code: string;
  title: string;
  type_code: string;
  request_kind: RequestKind;
  channel: string;
  stage: Stage;
  division_code: string;
  grid_code: string | null;
  address: string | null;
  lng: number | null;
  lat: number | null;
  centre_unit_id: string;
  holder_unit_id: string;
  holder_account_id: number | null;
  holder_name: string | null;
  registered_at: Date;
  changed_at: Date;
  due_at: Date | null;
  provisional_due: boolean;
  closed_at: Date | null;
  outcome: Outcome | null;
  on_time: boolean | null;
  version: number;
}

/** Columns of a row, of matters as `m` with their holders as `a`. */
export const rowColumns = (
  language: Language,
) => sql`m.id, m.code, m.title, m.type_code, m.request_kind, m.channel, m.stage, m.division_code,
  m.grid_code, m.address, m.lng, m.lat, m.centre_unit_id, m.holder_unit_id, m.holder_account_id,
  ${nameOf(language)} AS holder_name, m.registered_at, m.changed_at, m.due_at, m.provisional_due, m.closed_at, m.outcome,
  m.on_time, m.version`;

export const rowSelect = (language: Language) => sql`SELECT ${rowColumns(language)} FROM matter.matters m
  LEFT JOIN people.accounts a ON a.id = m.holder_account_id`;

function lightOf(stage: Stage, dueAt: Date | null, now: number): Light | null {
  return isFinal(stage) || dueAt === null ? null : lightAt(dueAt.getTime(), now);
}

export function rowOf(row: ListedRow, now: number): MatterRow {
  return {
    matterId: row.id,
    code: row.code,
    title: row.title,
    typeCode: row.type_code,
    requestKind: row.request_kind,
    channel: row.channel,
    stage: row.stage,
    placeCode: row.grid_code ?? row.division_code,
    address: row.address,
    position: row.lng === null || row.lat === null ? null : [row.lng, row.lat],
    centreUnitId: row.centre_unit_id,
    holderUnitId: row.holder_unit_id,
    holder:
      row.holder_account_id === null
        ? null
        : { accountId: String(row.holder_account_id), name: row.holder_name ?? '' },
    registeredAt: row.registered_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    provisionalDue: row.provisional_due,
    light: lightOf(row.stage, row.due_at, now),
    closedAt: row.closed_at?.toISOString() ?? null,
    outcome: row.outcome,
    onTime: row.on_time,
    version: row.version,
  };
}
