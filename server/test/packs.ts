import { fileURLToPath } from 'node:url';
import type { CityPack } from '@heliu/contract/city/pack';
import { faultText, readCityPack } from '../src/city/pack-reader.ts';

const read = new Map<string, CityPack>();

export const packFolder = (name: string): string =>
  fileURLToPath(new URL(`../../cities/${name}`, import.meta.url));

/** A pack of the folder `cities`, read once a test file. */
export function readPack(name: 'hechuan' | 'lakeside'): CityPack {
  const known = read.get(name);
  if (known !== undefined) return known;
  const { pack, faults } = readCityPack(packFolder(name));
  if (pack === null) throw new Error(faults.map((fault) => faultText(fault, 'en')).join('\n'));
  read.set(name, pack);
  return pack;
}
