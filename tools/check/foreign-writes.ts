import type { SourceFile } from './sources.ts';
import { zoneOf } from './zones.ts';

/** Kysely's writes and those in SQL text. The schema is the first group that matched. */
const writes =
  /\b(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"`](\w+)\.|\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?|MERGE\s+INTO|COPY)\s+(\w+)\.\w/g;

/** The record of what happened belongs to the kernel, and every capability adds to it. */
const record = 'log';

/** A capability writes only its own PostgreSQL schema; what must happen elsewhere follows from the event log. */
export function foreignWrites({ path, text }: SourceFile): string[] {
  const { workspace, layer, room, test } = zoneOf(path);
  if (workspace !== 'server' || layer !== 'capability' || test) return [];
  return [...text.matchAll(writes)].flatMap((match) => {
    const schema = match[1] ?? match[2] ?? '';
    if (schema === room || schema === record) return [];
    const line = text.slice(0, match.index).split('\n').length;
    return [`${path}:${line}: ${room} may write its own schema only, not ${schema}`];
  });
}
