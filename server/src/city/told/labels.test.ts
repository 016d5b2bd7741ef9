import { CityPack } from '@heliu/contract/city/pack';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { findLabel, settingName } from './labels.ts';
import { findValue } from './values.ts';

interface Node {
  readonly type: string;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly items?: readonly z.ZodType[];
  readonly options?: readonly z.ZodType[];
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly out?: z.ZodType;
  readonly entries?: Readonly<Record<string, string>>;
}

/** Every part of a pack with the keys that lead to it, and every word that one of them may be. */
function* partsOf(schema: z.ZodType, keys: readonly string[] = []): Generator<[readonly string[], string?]> {
  const { type, shape, entries, keyType, valueType, ...within } = schema.def as unknown as Node;
  for (const [key, part] of Object.entries(shape ?? {})) {
    yield [[...keys, key]];
    yield* partsOf(part, [...keys, key]);
  }
  if (type === 'enum') for (const word of Object.values(entries ?? {})) yield [keys, word];
  if (keyType !== undefined) yield* partsOf(keyType, [...keys.slice(0, -1), `${keys.at(-1)}#`]);
  const inner = [valueType, within.element, within.innerType, within.out, ...(within.items ?? [])];
  for (const one of [...inner, ...(within.options ?? [])]) if (one !== undefined) yield* partsOf(one, keys);
}

const all = [...partsOf(CityPack)];
/** Never told by themselves: limits and texts are told as such, outlines by their corners. */
const inside = new Set(['value', 'type', 'coordinates']);

describe('words for what an import changes', () => {
  test('every part of a pack has a name, and every entry that is a setting', () => {
    const nameless = all.filter(
      ([keys, word]) =>
        word === undefined &&
        keys.length > 1 &&
        !inside.has(keys.at(-1) ?? '') &&
        findLabel(keys) === undefined,
    );
    expect(nameless.map(([keys]) => keys.join('.'))).toEqual([]);
    const listed = ['code', 'divisions', 'grids', 'landmarks', 'units', 'staff', 'classes', 'types'];
    const settings = Object.keys(CityPack.shape).filter(
      (key) => ![...listed, 'routing', 'replyTemplates'].includes(key),
    );
    expect(settings.filter((key) => settingName(key).zh === key)).toEqual([]);
  });

  test('every word that a pack may choose has a name; happenings are told as the pack writes them', () => {
    const nameless = all.filter(([keys, word]) => {
      const key = keys.at(-1) ?? '';
      return word !== undefined && !['on', 'unit'].includes(key) && findValue(key, word) === undefined;
    });
    expect(nameless.map(([keys, word]) => `${keys.join('.')} ${word}`)).toEqual([]);
  });
});
