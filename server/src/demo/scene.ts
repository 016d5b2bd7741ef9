import { typesInForce } from '@heliu/contract/city/catalogue';
import type { MatterType, RequestKind } from '@heliu/contract/city/matter-type';
import type { Grid } from '@heliu/contract/city/place';
import { newMatterCode } from '@heliu/contract/matter/code';
import type { ReporterInput } from '@heliu/contract/matter/endpoints';
import { type City, placeOfGrid } from '../city/index.ts';
import { planRegistration, receivingCentre, type Registration } from '../matter/index.ts';
import type { Cast } from './cast.ts';
import { type Random, uuidFrom } from './random.ts';
import { wording } from './wording.ts';

/** What the demo draws from, prepared once per city. */
export interface Scene {
  readonly city: City;
  readonly cast: Cast;
  readonly types: readonly MatterType[];
  readonly typeWeights: readonly number[];
  readonly channels: City['pack']['channels'];
  /** How often each channel brings a matter of the family. */
  readonly channelWeights: (family: MatterType['family']) => readonly number[];
}

export function sceneOf(city: City, cast: Cast, day: string): Scene {
  const types = typesInForce(city.pack, day);
  return {
    city,
    cast,
    types,
    // Grid items make up most of what is found; the order within a family gives a long tail.
    typeWeights: types.map((type, index) => (type.family === 'item' ? 6 : 2) / (1 + (index % 17) / 4)),
    // What joint inspections find is told with them.
    ...channelsOf(city.pack.channels.filter(({ code }) => code !== city.pack.patrol.inspectionChannel)),
  };
}

/** Channels with how often each brings a matter; no system asks for what people ask a centre for. */
export function channelsOf(channels: City['pack']['channels']): Pick<Scene, 'channels' | 'channelWeights'> {
  const weights = channels.map(({ by }) => weightOf[by] ?? 1);
  const ofPeople = channels.map(({ by }) => (by === 'system' ? 0 : (weightOf[by] ?? 1)));
  return { channels, channelWeights: (family) => (family === 'business' ? ofPeople : weights) };
}

/** How many matters the officers of the grids find for each that comes by one of the other channels. */
const officersFind = 22;
const weightOf: Partial<Record<City['pack']['channels'][number]['by'], number>> = {
  officer: officersFind,
  system: 0.4,
};
/** Of what they find and may settle by themselves, they settle this share where they stand. */
const onSpotShare = 0.75;

const kindsByFamily: Readonly<Record<MatterType['family'], readonly RequestKind[]>> = {
  item: ['report', 'report', 'help'],
  component: ['report', 'complaint'],
  event: ['complaint', 'report'],
  business: ['help', 'inquiry', 'complaint', 'suggestion', 'praise'],
};

/** A reporter that a story is told of on purpose; without one it is whoever comes. */
export interface Reporter {
  readonly accountId: number | null;
  readonly receiptCode: string | null;
  readonly code: string;
  /** Name and number, where they were left. */
  readonly contact?: ReporterInput;
}

/** A registration as the channels of the city bring it. */
export function openScene(scene: Scene, random: Random, at: number, known?: Reporter) {
  const { city, cast } = scene;
  const grid = random.pick(city.pack.grids);
  const type = scene.types[random.weighted(scene.typeWeights)] ?? random.pick(scene.types);
  const channel =
    scene.channels[random.weighted(scene.channelWeights(type.family))] ?? random.pick(scene.channels);
  const place = placeOfGrid(grid);
  const spot = wording.spot(city.index.divisions.get(grid.communityCode)?.name.zh ?? '', random);
  const centreUnitId = receivingCentre(city, place, channel.by === 'officer' ? 'community' : 'township');
  const taker =
    channel.by === 'officer'
      ? cast.officerAt(grid.code, grid.path, random)
      : channel.by === 'operator'
        ? cast.inRole('operator', centreUnitId, random)
        : undefined;
  const bySystem = channel.by === 'system';
  const byResident = channel.by !== 'officer' && !bySystem;
  const needsPhoto = type.rules.evidenceRequired;
  const onSpot =
    channel.by === 'officer' && taker !== undefined && type.rules.onSpotAllowed && random.chance(onSpotShare);
  const registration: Registration = {
    commandId: uuidFrom(random, at),
    endpoint: taker === undefined ? 'matter.report' : 'matter.register',
    typeCode: type.code,
    requestKind: bySystem ? 'report' : random.pick(kindsByFamily[type.family]),
    channel: channel.code,
    title: wording.title(type, spot),
    description: wording.description(type, spot, random),
    place,
    position: random.chance(0.9) ? pointIn(grid, random) : null,
    address: random.chance(0.7) ? wording.address(spot, random) : null,
    answers: Object.fromEntries(
      type.questions.map((question) => [question.code, random.pick(question.options).code]),
    ),
    fileIds: (onSpot && needsPhoto) || random.chance(0.3) ? [uuidFrom(random, at)] : [],
    actor: taker?.actor ?? {
      kind: bySystem ? 'system' : 'reporter',
      accountId: known?.accountId === undefined || known.accountId === null ? null : String(known.accountId),
      roles: bySystem ? [] : ['resident'],
      unitIds: [],
      reporterId: null,
    },
    accountId: taker?.accountId ?? known?.accountId ?? null,
    reporter: byResident ? { ...known?.contact, accountId: known?.accountId ?? null, language: 'zh' } : null,
    receiptCode: known?.receiptCode ?? null,
    centreUnitId,
    onSpot: onSpot ? { outcome: 'solved', note: wording.result('solved', random) } : undefined,
  };
  const ids = {
    matterId: uuidFrom(random, at),
    code: known?.code ?? newMatterCode(random.bytes(8)),
    reportId: uuidFrom(random),
  };
  return planRegistration(city, registration, ids, at).change;
}

/** A point inside the grid: drawn in its box until one falls inside, its centre after some misses. */
function pointIn(grid: Grid, random: Random): readonly [number, number] {
  const ring = grid.outline?.coordinates[0];
  if (ring === undefined) return grid.centre;
  const lngs = ring.map(([lng]) => lng);
  const lats = ring.map(([, lat]) => lat);
  const [west, east, south, north] = [
    Math.min(...lngs),
    Math.max(...lngs),
    Math.min(...lats),
    Math.max(...lats),
  ];
  for (let tries = 0; tries < 8; tries += 1) {
    const point = [west + random.next() * (east - west), south + random.next() * (north - south)] as const;
    if (insideRing(ring, point)) return [round(point[0]), round(point[1])];
  }
  return grid.centre;
}

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

function insideRing(
  ring: readonly (readonly [number, number])[],
  [x, y]: readonly [number, number],
): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [ax, ay] = ring[i] ?? [0, 0];
    const [bx, by] = ring[j] ?? [0, 0];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
