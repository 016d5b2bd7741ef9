import { z } from 'zod';
import { Command } from './command.ts';
import { endpoint } from './endpoint.ts';
import { MatterFilter } from './matter/views.ts';
import { PageQuery, pageOf } from './page.ts';

export const exportFormats = ['csv', 'xlsx', 'geojson'] as const;
export const ExportFormat = z.enum(exportFormats);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** What the format itself can hold below its line of heads. */
export const mostExported = 1_048_575;

export const Export = z.object({
  id: z.uuid(),
  by: z.string(),
  startedAt: z.iso.datetime(),
  /** Null while it runs, and where it was never fetched. */
  endedAt: z.iso.datetime().nullable(),
  format: ExportFormat,
  personal: z.boolean(),
  purpose: z.string(),
  /** Names and values of the filter; of a searched text only that there was one. */
  filter: z.record(z.string(), z.string()),
  /** Matters found at the start, and those that have left so far; null where the transfer broke off. */
  expected: z.int(),
  written: z.int().nullable(),
});
export type Export = z.infer<typeof Export>;

/**
 * Enters the export in the record before a byte leaves; the file is fetched once, by the same person, within ten
 * minutes. Personal data needs `matter.exportPersonal` as well.
 */
export const startExport = endpoint({
  id: 'export.start',
  method: 'POST',
  path: '/api/exports',
  permission: 'matter.export',
  summary:
    'Export matters that I may see, by the filters of the list; without personal data unless asked for',
  body: Command.extend({
    filter: MatterFilter.prefault({}),
    format: ExportFormat,
    personal: z.boolean().default(false),
    purpose: z.string().trim().min(4).max(200),
  }),
  reply: z.object({ exportId: z.uuid(), expected: z.int() }),
});

const exportPath = z.object({ id: z.uuid() });

export const getExport = endpoint({
  id: 'export.get',
  method: 'GET',
  path: '/api/exports/:id',
  permission: 'matter.export',
  summary: 'How far an export of mine has come',
  params: exportPath,
  reply: Export.pick({ id: true, startedAt: true, endedAt: true, expected: true, written: true }),
});

export const fetchExport = endpoint({
  id: 'export.file',
  method: 'GET',
  path: '/api/exports/:id/file',
  permission: 'matter.export',
  summary: 'The file of an export of mine, once: CSV, XLSX or GeoJSON, as it is read',
  params: exportPath,
  reply: 'bytes',
});

export const listExports = endpoint({
  id: 'export.list',
  method: 'GET',
  path: '/api/exports',
  permission: 'audit.read',
  summary: 'Who took what out of the system and why, newest first',
  query: PageQuery,
  reply: pageOf(Export),
});
