import type { gridFiles } from '@heliu/contract/city-api';
import { type StoredReply, storeReply } from '../kernel/stored-reply.ts';
import type { City } from './city.ts';

const collection = (features: readonly object[]): string =>
  `{"type":"FeatureCollection","features":[\n${features.map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`;

/** A file of the pack as it would have to be for the grids in force, one feature a line as the pack has them. */
export function gridFile({ pack }: City, file: (typeof gridFiles)[number]): Promise<StoredReply> {
  return storeReply('application/geo+json; charset=utf-8', Buffer.from(textOf[file](pack)), ['gzip']);
}

const textOf: Record<(typeof gridFiles)[number], (pack: City['pack']) => string> = {
  'grids.geojson': ({ grids }) =>
    collection(
      grids.flatMap(({ code, communityCode, name, kind, areaM2, centre, outline }) =>
        outline === null
          ? []
          : [
              {
                type: 'Feature',
                properties: {
                  code,
                  community: communityCode,
                  name_zh: name.zh,
                  name_en: name.en,
                  kind,
                  area_m2: areaM2,
                  centre,
                },
                geometry: { type: 'Polygon', coordinates: outline.coordinates },
              },
            ],
      ),
    ),
  'outline.geojson': ({ outline, districtCode, name }) =>
    collection(
      outline === null
        ? []
        : [
            {
              type: 'Feature',
              properties: { code: districtCode, name_zh: name.zh, name_en: name.en },
              geometry: { type: outline.type, coordinates: outline.coordinates },
            },
          ],
    ),
};
