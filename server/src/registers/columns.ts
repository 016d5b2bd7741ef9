import { Position } from '@heliu/contract/geo';
import { type Gas, gasKinds, type PremisesFacts } from '@heliu/contract/registers';
import type { Text } from '@heliu/contract/text';

export const columnNames = [
  'code',
  'address',
  'grid',
  'lng',
  'lat',
  'kind',
  'floors',
  'rooms',
  'gas',
] as const;
export type ColumnName = (typeof columnNames)[number];

/** Heads of a file, as it is taken and given. */
export const heads: Readonly<Record<ColumnName, Text>> = {
  code: { zh: '编号', en: 'code' },
  address: { zh: '地址', en: 'address' },
  grid: { zh: '网格', en: 'grid' },
  lng: { zh: '经度', en: 'lng' },
  lat: { zh: '纬度', en: 'lat' },
  kind: { zh: '建筑类型', en: 'kind' },
  floors: { zh: '层数', en: 'floors' },
  rooms: { zh: '间数', en: 'rooms' },
  gas: { zh: '用气', en: 'gas' },
};

export const gasNames: Readonly<Record<Gas, Text>> = {
  piped: { zh: '管道气', en: 'piped' },
  bottled: { zh: '瓶装气', en: 'bottled' },
  none: { zh: '不用气', en: 'none' },
  unknown: { zh: '未知', en: 'unknown' },
};

/** The column that a head names, in either language. */
export const columnOf = (head: string): ColumnName | undefined =>
  columnNames.find((name) => {
    const { zh, en } = heads[name];
    return head === zh || head.toLowerCase() === en;
  });

export type ReadFacts =
  | { readonly code: string; readonly facts: PremisesFacts }
  | { readonly code: string | null; readonly reason: Text };

type Kinds = readonly { readonly code: string; readonly name: Text }[];

const byName = <T extends string>(all: readonly { code: T; name: Text }[], given: string): T | undefined =>
  all.find(
    ({ code, name }) => given === code || given === name.zh || given.toLowerCase() === name.en.toLowerCase(),
  )?.code;

const gases = gasKinds.map((code) => ({ code, name: gasNames[code] }));
const codePattern = /^[0-9A-Za-z][0-9A-Za-z-]{0,39}$/;

/** A cell that should hold a number: null where it is empty, undefined where it is none. */
function numberIn(text: string): number | null | undefined {
  if (text === '') return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

const mostOf = [
  ['floors', 200],
  ['rooms', 2000],
] as const;

const isCount = (number: number | null | undefined, most: number): boolean =>
  number === null || (number !== undefined && Number.isInteger(number) && number >= 1 && number <= most);

/** Null where both are empty, undefined where they are no position. */
function positionIn({
  lng: east,
  lat: north,
}: Readonly<Record<ColumnName, string>>): Position | null | undefined {
  const [lng, lat] = [numberIn(east), numberIn(north)];
  if (lng === null && lat === null) return null;
  const found = Position.safeParse([lng, lat]);
  return found.success ? found.data : undefined;
}

const bad = (what: ColumnName, given: string, must: Text): Text => ({
  zh:
    given === ''
      ? `“${heads[what].zh}”为空：${must.zh}`
      : `“${heads[what].zh}”的值“${given}”不对：${must.zh}`,
  en: `${heads[what].en} is ${given === '' ? 'empty' : `"${given}"`}: ${must.en}`,
});

/** What a row says of a premises, or why it does not. */
export function readFacts(cells: Readonly<Record<ColumnName, string>>, kinds: Kinds): ReadFacts {
  const { code, address, grid } = cells;
  const reject = (what: ColumnName, must: Text): ReadFacts => ({
    code: code === '' ? null : code,
    reason: bad(what, cells[what], must),
  });
  if (!codePattern.test(code)) {
    return reject('code', {
      zh: '应为 1–40 位字母、数字或连字符',
      en: '1–40 letters, digits and hyphens are needed',
    });
  }
  if (address.length < 2 || address.length > 200) {
    return reject('address', { zh: '应为 2–200 字', en: '2–200 characters are needed' });
  }
  const kind = byName(kinds, cells.kind);
  if (kind === undefined) {
    return reject('kind', {
      zh: `应为${kinds.map(({ name }) => name.zh).join('、')}之一`,
      en: `one of ${kinds.map(({ name }) => name.en).join(', ')} is needed`,
    });
  }
  const position = positionIn(cells);
  if (position === undefined) {
    return reject('lng', {
      zh: '经纬度应为度数，或都留空',
      en: 'degrees are needed in lng and lat, or neither',
    });
  }
  for (const [what, most] of mostOf) {
    if (isCount(numberIn(cells[what]), most)) continue;
    return reject(what, {
      zh: `应为 1–${most} 的整数或留空`,
      en: `a whole number from 1 to ${most}, or nothing`,
    });
  }
  const gas = cells.gas === '' ? 'unknown' : byName(gases, cells.gas);
  if (gas === undefined) {
    return reject('gas', {
      zh: `应为${gases.map(({ name }) => name.zh).join('、')}之一`,
      en: `one of ${gases.map(({ name }) => name.en).join(', ')} is needed`,
    });
  }
  return {
    code,
    facts: {
      address,
      gridCode: grid,
      position,
      kind,
      floors: numberIn(cells.floors) ?? null,
      rooms: numberIn(cells.rooms) ?? null,
      gas,
    },
  };
}
