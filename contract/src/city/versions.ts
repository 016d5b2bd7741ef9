import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { PageQuery, pageOf } from '../page.ts';
import { Text } from '../text.ts';

/** One part of an entry, before and after, in words. */
export const FieldChange = z.object({
  /** Null where the entry is a single value. */
  label: Text.nullable(),
  /** Null where there was nothing; of a long list the members that left alone are told. */
  from: Text.nullable(),
  /** Null where nothing is left; of a long list the members that came alone are told. */
  to: Text.nullable(),
});
export type FieldChange = z.infer<typeof FieldChange>;

/** What an import did to one kind of entry. */
export const EntryChanges = z.object({
  kind: z.string(),
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
});
export type EntryChanges = z.infer<typeof EntryChanges>;

const kindNames: Readonly<Record<string, Text>> = {
  setting: { zh: '设置', en: 'Settings' },
  division: { zh: '区划', en: 'Divisions' },
  grid: { zh: '网格', en: 'Grids' },
  landmark: { zh: '地标', en: 'Landmarks' },
  unit: { zh: '单位', en: 'Units' },
  staff: { zh: '工作账号', en: 'Staff accounts' },
  class: { zh: '大类', en: 'Classes' },
  type: { zh: '事项类型', en: 'Types of matters' },
  rule: { zh: '分派规则', en: 'Routing rules' },
  template: { zh: '答复模板', en: 'Reply templates' },
  legalYear: { zh: '法定年历', en: 'Legal years' },
  gridEdit: { zh: '网格调整', en: 'Changes of grids' },
  order: { zh: '先后次序', en: 'Order' },
};

/** Name of a kind of entries that a city is made of. */
export const entryKindName = (kind: string): Text => kindNames[kind] ?? { zh: kind, en: kind };

/** What an import did to one entry of the city. */
export const EntryChange = z.object({
  code: z.string(),
  /** What people call it; null for entries that are known by their code. */
  name: Text.nullable(),
  act: z.enum(['added', 'changed', 'removed']),
  /** Parts of a changed entry that are not as before. */
  fields: z.array(FieldChange),
});
export type EntryChange = z.infer<typeof EntryChange>;

export const listVersionChanges = endpoint({
  id: 'city.versionChanges',
  method: 'GET',
  path: '/api/city/versions/:versionId/changes',
  permission: 'city.import',
  summary: 'Entries of one kind that one import added, changed or removed',
  params: z.object({ versionId: z.coerce.number().int().min(1) }),
  query: PageQuery.extend({ kind: z.string().regex(/^[a-zA-Z]{1,30}$/) }),
  reply: pageOf(EntryChange),
});
