import type { ColumnType, GeneratedAlways, JSONColumnType } from 'kysely';

// Written by `heliu dev tables` from the migrated database.

type Timestamp = ColumnType<Date, Date | string, Date | string>;
type Json = JSONColumnType<object | null, unknown, unknown>;
type Defaulted<T> =
  T extends ColumnType<infer S, infer I, infer U>
    ? ColumnType<S, I | undefined, U>
    : ColumnType<T, T | undefined, T>;

export interface DB {
  'city.entries': {
    kind: string;
    code: string;
    since_version: number;
    until_version: ColumnType<number | null, number | null | undefined, number | null>;
    document: Json;
  };
  'city.versions': {
    id: GeneratedAlways<number>;
    pack_code: string;
    pack_version: string;
    content_hash: string;
    imported_at: Timestamp;
    imported_by: ColumnType<number | null, number | null | undefined, number | null>;
    changes: Json;
  };
  'kernel.migrations': {
    name: string;
    checksum: string;
    applied_at: Defaulted<Timestamp>;
  };
  'log.accesses': {
    id: GeneratedAlways<number>;
    at: Timestamp;
    account_id: ColumnType<number | null, number | null | undefined, number | null>;
    endpoint: string;
    subject: string;
    purpose: ColumnType<string | null, string | null | undefined, string | null>;
  };
  'log.commands': {
    command_id: string;
    at: Timestamp;
    endpoint: string;
    account_id: ColumnType<number | null, number | null | undefined, number | null>;
    subject: ColumnType<string | null, string | null | undefined, string | null>;
    reply: JSONColumnType<object | null, unknown, unknown>;
  };
  'log.events': {
    id: Defaulted<number>;
    at: Timestamp;
    kind: string;
    subject: string;
    place_path: ColumnType<string | null, string | null | undefined, string | null>;
    unit_ids: Defaulted<string[]>;
    actor_id: ColumnType<number | null, number | null | undefined, number | null>;
    command_id: ColumnType<string | null, string | null | undefined, string | null>;
    payload: Defaulted<Json>;
  };
  'log.pending_events': {
    event_id: number;
    event_at: Timestamp;
  };
  'log.positions': {
    position: number;
    event_id: number;
    event_at: Timestamp;
  };
  'log.readers': {
    name: string;
    position: number;
    updated_at: Defaulted<Timestamp>;
  };
  'log.refusals': {
    id: GeneratedAlways<number>;
    at: Timestamp;
    account_id: ColumnType<number | null, number | null | undefined, number | null>;
    endpoint: string;
    code: string;
  };
  'log.sequence': {
    one: Defaulted<boolean>;
    last_position: number;
  };
  'matter.due_clocks': {
    matter_id: string;
    kind: string;
    work_order_no: number;
    due_at: Timestamp;
    provisional: boolean;
  };
  'matter.evidence': {
    matter_id: string;
    file_id: string;
    version: number;
    work_order_no: ColumnType<number | null, number | null | undefined, number | null>;
  };
  'matter.matters': {
    id: string;
    code: string;
    version: number;
    stage: string;
    type_code: string;
    request_kind: string;
    channel: string;
    title: string;
    description: string;
    answers: Defaulted<Json>;
    address: ColumnType<string | null, string | null | undefined, string | null>;
    lng: ColumnType<number | null, number | null | undefined, number | null>;
    lat: ColumnType<number | null, number | null | undefined, number | null>;
    division_code: string;
    grid_code: ColumnType<string | null, string | null | undefined, string | null>;
    place_path: string;
    centre_unit_id: string;
    holder_unit_id: string;
    holder_account_id: ColumnType<number | null, number | null | undefined, number | null>;
    registered_at: Timestamp;
    registered_by: ColumnType<number | null, number | null | undefined, number | null>;
    changed_at: Timestamp;
    due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    due_clock: ColumnType<string | null, string | null | undefined, string | null>;
    provisional_due: Defaulted<boolean>;
    closed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    closing_way: ColumnType<string | null, string | null | undefined, string | null>;
    outcome: ColumnType<string | null, string | null | undefined, string | null>;
    on_time: ColumnType<boolean | null, boolean | null | undefined, boolean | null>;
    route: JSONColumnType<object | null, unknown, unknown>;
    state: Json;
  };
  'matter.notes': {
    id: GeneratedAlways<number>;
    matter_id: string;
    version: number;
    at: Timestamp;
    kind: string;
    work_order_no: ColumnType<number | null, number | null | undefined, number | null>;
    account_id: ColumnType<number | null, number | null | undefined, number | null>;
    body: string;
  };
  'matter.reports': {
    id: string;
    matter_id: string;
    account_id: ColumnType<number | null, number | null | undefined, number | null>;
    receipt_hash: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
    language: string;
    name: ColumnType<string | null, string | null | undefined, string | null>;
    phone: ColumnType<string | null, string | null | undefined, string | null>;
    email: ColumnType<string | null, string | null | undefined, string | null>;
    text: string;
    created_at: Timestamp;
    erased_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  };
  'matter.saved_views': {
    id: string;
    account_id: number;
    name: string;
    query: string;
    created_at: Timestamp;
  };
  'matter.search': {
    matter_id: string;
    grams: string[];
  };
  'matter.wake_ups': {
    matter_id: string;
    at: Timestamp;
  };
  'matter.work_orders': {
    matter_id: string;
    no: number;
    role: string;
    unit_id: string;
    holder_id: ColumnType<number | null, number | null | undefined, number | null>;
    status: string;
    dispatched_at: Timestamp;
    due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    overdue: Defaulted<boolean>;
    exempt: Defaulted<boolean>;
    place_path: string;
  };
}
