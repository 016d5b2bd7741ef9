import type { FastifyRequest } from 'fastify';
import type { City } from '../city/index.ts';
import type { Config } from '../kernel/config.ts';
import { originOf } from '../kernel/origin.ts';
import { contentTypes, type Shape } from './shape.ts';

/** When this interface last changed what it says; clients compare it. */
const changeset = '2026-11-25T00:00:00Z';

/** What is served where, as the standard's service discovery says it. */
export function discovery(city: City, config: Config, request: FastifyRequest): Shape {
  const origin = originOf(config, request);
  const name = `${city.pack.name.zh} ${city.pack.name.en}`;
  return {
    root: 'discovery',
    one: {
      changeset,
      contact: `${name}, ${city.pack.hotline}`,
      key_service: `${origin}/docs/api`,
      endpoints: {
        name: 'endpoint',
        items: [
          {
            specification: 'http://wiki.open311.org/GeoReport_v2',
            url: `${origin}/open311/v2`,
            changeset,
            type: 'production',
            formats: {
              name: 'format',
              items: Object.values(contentTypes).map((type) => type.replace(/;.*/, '')),
            },
          },
        ],
      },
    },
  };
}
