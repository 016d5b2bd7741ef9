import { getMapMatters, getMapTile, getPlaceMatters } from '@heliu/contract/map';
import { Problem } from '@heliu/contract/problem';
import { perCity } from '../city/index.ts';
import type { Capability, Kernel } from '../kernel/kernel.ts';
import { route } from '../kernel/route.ts';
import { sendStored } from '../kernel/stored-reply.ts';
import { mattersOnMap } from './matters.ts';
import { mattersOfPlace } from './place-matters.ts';
import type { MapHooks } from './room.ts';
import { createTiles } from './tiles.ts';

export type { MapHooks } from './room.ts';

const forGood = 'public, max-age=31536000, immutable';
const revalidate = 'public, no-cache';

/** The district as vector tiles, and matters on it. */
export function createMap(kernel: Kernel, hooks: MapHooks): Capability {
  const tilesOf = perCity(createTiles);
  return {
    routes: [
      route(getMapTile, async ({ params: { z, x, y }, query: { v } }, context) => {
        assertOnEarth(z, { x, y });
        const city = hooks.city.current();
        sendStored(context, await tilesOf(city).tile(z, x, y), v === city.versionId ? forGood : revalidate);
      }),
      route(getPlaceMatters, async ({ params }, { actor }) =>
        mattersOfPlace({ ...hooks, kernel }, actor, params.code),
      ),
      route(getMapMatters, async ({ query }, { actor }) => mattersOnMap({ ...hooks, kernel }, actor, query)),
    ],
  };
}

/** @throws Problem `input.invalid` for a column or row that the zoom does not have. */
function assertOnEarth(z: number, indices: Readonly<Record<'x' | 'y', number>>): void {
  const side = 2 ** z;
  const errors = Object.entries(indices)
    .filter(([, index]) => index >= side)
    .map(([name]) => ({ field: `params.${name}`, message: `0–${side - 1} at zoom ${z}` }));
  if (errors.length > 0) throw new Problem('input.invalid', { errors });
}
