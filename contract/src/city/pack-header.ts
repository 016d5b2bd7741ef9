import { z } from 'zod';
import { isTimeZone } from '../deadline/zone.ts';
import { Position } from '../geo.ts';
import { Text } from '../text.ts';
import { CatalogueVersion, CodeScheme, Slug } from './matter-type.ts';
import { PlaceCode } from './place.ts';

/** A way in, and who types the report there: the reporter, also in the name of an organisation, an officer in the grid, an operator, or a machine. */
export const Channel = z.strictObject({
  code: Slug,
  name: Text,
  by: z.enum(['resident', 'organisation', 'officer', 'operator', 'system']),
});
export type Channel = z.infer<typeof Channel>;

export const PackHeader = z.object({
  /** Folder name, and the key of the city in the database. */
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  name: Text,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, { error: 'a version as 1.0.0' }),
  districtCode: PlaceCode,
  timeZone: z.string().refine(isTimeZone, {
    error: 'an IANA time zone such as Asia/Shanghai',
  }),
  hotline: z.string().max(40),
  /** XYZ tiles or a style; null draws the map from the pack alone. */
  baseMapUrl: z.url().nullable(),
  map: z.strictObject({ centre: Position, zoom: z.number().min(0).max(22) }),
  codeScheme: CodeScheme,
  channels: z.array(Channel).min(1),
  catalogue: z.array(CatalogueVersion).min(1),
});
export type PackHeader = z.infer<typeof PackHeader>;
