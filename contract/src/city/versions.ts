import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { PageQuery, pageOf } from '../page.ts';
import { Text } from '../text.ts';

/** What an import did to one entry of the city. */
export const EntryChange = z.object({
  code: z.string(),
  /** What people call it; null for entries without a name. */
  name: Text.nullable(),
  act: z.enum(['added', 'changed', 'removed']),
  /** Parts of a changed entry that are not as before. */
  fields: z.array(z.string()),
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
