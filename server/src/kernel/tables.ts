import type { ColumnType, GeneratedAlways, JSONColumnType } from 'kysely';

// Written by `heliu dev tables` from the migrated database.

type Timestamp = ColumnType<Date, Date | string, Date | string>;
type Json = JSONColumnType<object | null, unknown, unknown>;
type Defaulted<T> =
  T extends ColumnType<infer S, infer I, infer U>
    ? ColumnType<S, I | undefined, U>
    : ColumnType<T, T | undefined, T>;

export interface DB {
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
}
