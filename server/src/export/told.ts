import { MatterFilter } from '@heliu/contract/matter/views';
import type { Language, Text } from '@heliu/contract/text';
import { type City, typeName, unitNamed } from '../city/index.ts';
import { lightNames, queueNames, stageNames, stateNames } from './texts.ts';

/** In the order of the list's own filters; what else is kept of an export comes after them. */
const order = Object.keys(MatterFilter.shape);
const placeOf = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);

/** What goes without saying: nothing was narrowed by it. */
const isWhole = (name: string, value: unknown): boolean =>
  (name === 'state' && value === 'any') || (name === 'queue' && value === 'all');

/**
 * What a list was narrowed by, in words; codes that the city knows no more stand for themselves. Of a searched text only
 * that there was one, since it may name somebody.
 */
export function toldFilter(
  filter: Readonly<Record<string, unknown>>,
  city: City | undefined,
  language: Language,
): Record<string, string> {
  const say = (name: string, code: string): string => nameOf(name, code, city)?.[language] ?? code;
  const values = (name: string, value: unknown): string =>
    (Array.isArray(value) ? value : [value])
      .map((one) => say(name, String(one)))
      .join(language === 'zh' ? '、' : ', ');
  return Object.fromEntries(
    Object.entries(filter)
      .filter(([name, value]) => !isWhole(name, value))
      .toSorted(([a], [b]) => placeOf(a) - placeOf(b))
      .map(([name, value]) => [name, name === 'q' ? '…' : values(name, value)]),
  );
}

function nameOf(name: string, code: string, city: City | undefined): Text | undefined {
  const fixed = { stage: stageNames, state: stateNames, queue: queueNames, light: lightNames }[name];
  if (fixed !== undefined) return fixed[code];
  if (city === undefined) return undefined;
  const { index, pack } = city;
  switch (name) {
    case 'type':
      return typeName(code, city);
    case 'class':
      return index.classes.get(code)?.name;
    case 'kind':
      return pack.requestKinds.find(({ kind }) => kind === code)?.name;
    case 'channel':
      return pack.channels.find((one) => one.code === code)?.name;
    case 'unit':
      return unitNamed(code, city).name;
    case 'place':
      return index.divisions.get(code)?.name ?? index.grids.get(code)?.name;
    default:
      return undefined;
  }
}
