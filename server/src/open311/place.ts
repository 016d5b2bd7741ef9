import type { PlaceInput } from '@heliu/contract/matter/endpoints';
import type { Text } from '@heliu/contract/text';
import { type City, searchCity } from '../city/index.ts';
import { Open311Error, notFound } from './errors.ts';
import { type Arguments, readPoint } from './query.ts';

const longestAddress = 300;

/** Where a request is: by coordinates, by the code of a place, or by an address in words. */
export function readPlace(args: Arguments, city: City): PlaceInput {
  const position = readPoint(args);
  const address = args.get('address_string')?.slice(0, longestAddress);
  const words = address === undefined ? {} : { address };
  if (position !== undefined) {
    if (city.locate(position) === undefined) throw outside();
    return { position, ...words };
  }
  const id = args.get('address_id');
  if (id !== undefined) {
    if (city.findPlace(id) === undefined) throw notFound('address_id', id);
    return { placeCode: id, ...words };
  }
  if (address === undefined) {
    throw new Open311Error(400, {
      zh: '未提供位置：请给出 lat 与 long、address_string 或 address_id。',
      en: 'No location was provided: give lat and long, address_string or address_id.',
    });
  }
  const placeCode = placeOfWords(city, address);
  if (placeCode === undefined) {
    throw new Open311Error(400, {
      zh: '地址无法对应到本区的地点，请给出镇街与村（社区）名，或 lat 与 long。',
      en: 'The address names no place here. Name the township and community, or give lat and long.',
    });
  }
  return { placeCode, address };
}

const outside = (): Open311Error =>
  new Open311Error(400, {
    zh: '该位置不在本区范围内。',
    en: 'This location lies outside the district.',
  });

/** The deepest place whose name an address holds, else what the place search makes of it. */
function placeOfWords(city: City, address: string): string | undefined {
  const text = address.toLowerCase();
  const named = city.pack.divisions
    .filter(({ level, name }) => level !== 'district' && holds(text, name))
    .toSorted((a, b) => b.path.split('/').length - a.path.split('/').length);
  const [deepest] = named;
  if (deepest === undefined) return searchCity(city, { q: address, limit: 1 })[0]?.placeCode;
  // Communities of one name in several townships are told apart by the township's name, or not at all.
  const rivals = named.filter(({ name }) => name.zh === deepest.name.zh);
  const sure = rivals.filter(({ parentCode }) => named.some(({ code }) => code === parentCode));
  const [only, ...more] = rivals.length === 1 ? rivals : sure;
  return more.length === 0 ? only?.code : undefined;
}

const holds = (text: string, name: Text): boolean =>
  [name.zh, name.en].some((one) => text.includes(one.toLowerCase()));
