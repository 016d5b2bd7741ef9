import { z } from 'zod';

/** Kind of archive that this version writes and reads. */
export const archiveFormat = 1;

/** First entry of an archive: what it is, before anything of it is written anywhere. */
export const Header = z.object({
  format: z.literal(archiveFormat),
  createdAt: z.iso.datetime(),
  /** Major version of the PostgreSQL it came from; any later one can take it. */
  postgres: z.int(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** Months of the event log, so that each finds its partition. */
  eventDays: z.object({ first: z.string(), last: z.string() }).nullable(),
  /** Tells whether the secret is the one that authenticators were sealed with; says nothing about it. */
  secretMark: z.string().nullable(),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
  /** By the planner's statistics, for showing progress. */
  rowsAbout: z.int(),
});
export type Header = z.infer<typeof Header>;

/** Last entry: what the rest must add up to. An archive without it was cut off. */
export const Totals = z.object({
  tables: z.record(z.string(), z.object({ rows: z.int(), sha256: z.string() })),
  sequences: z.record(z.string(), z.object({ value: z.int(), called: z.boolean() })),
  files: z.object({ count: z.int(), bytes: z.int() }),
});
export type Totals = z.infer<typeof Totals>;

export const headerEntry = 'heliu.json';
export const totalsEntry = 'totals.json';
export const tableEntry = (table: string, part: number): string =>
  `tables/${table}/${String(part).padStart(6, '0')}.copy`;
export const fileEntry = (sha256: string): string => `files/${sha256}`;
