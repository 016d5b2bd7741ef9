import type { Outcome } from '@heliu/contract/matter/model';
import { Outcome as OutcomeSchema } from '@heliu/contract/matter/model';
import { RequestKind } from '@heliu/contract/city/matter-type';
import type { Text } from '@heliu/contract/text';
import { type City, type Place, placeOfGrid } from '../city/index.ts';
import { type Flag, flag } from './flags.ts';
import type { CodeField, Mapping } from './mapping.ts';
import type { Cells } from './table.ts';
import { hasTime, instantIn, readLocal } from './time.ts';

/** A row in the city's terms. Its times are instants; what was doubtful about it is in `flags`. */
export interface Request {
  readonly sourceId: string;
  readonly openedAt: number;
  readonly targetAt: number | null;
  /** Never before `openedAt`. */
  readonly closedAt: number | null;
  readonly typeCode: string;
  readonly requestKind: RequestKind;
  readonly channel: string;
  readonly place: Place;
  readonly position: readonly [number, number] | null;
  readonly unitCode: string | null;
  readonly title: string;
  readonly description: string;
  readonly address: string | null;
  readonly reply: string | null;
  readonly outcome: Outcome;
  /** Units it is told to have gone through, one for each transfer that the source counts. */
  readonly transfers: readonly string[];
  readonly flags: readonly Flag[];
  /** As the source wrote them. */
  readonly facts: Readonly<Record<string, string>>;
}

export type ReadRequest =
  | { readonly ok: true; readonly request: Request }
  | { readonly ok: false; readonly sourceId: string | null; readonly reason: Text };

/** Why a row is turned down; ends the reading of it. */
class Turned extends Error {
  readonly reason: Text;
  constructor(reason: Text) {
    super(reason.en);
    this.reason = reason;
  }
}

interface Reading {
  readonly cells: Cells;
  readonly mapping: Mapping;
  readonly city: City;
  readonly zone: string;
  readonly raised: Flag[];
}

const cell = ({ cells }: Reading, column: string): string => cells[column] ?? '';

/** A cell of the row as an instant; null where it is blank. */
function timeOf(reading: Reading, name: 'opened' | 'target' | 'closed'): number | null {
  const field = reading.mapping[name];
  if (field === undefined || 'daysAfterOpening' in field) return null;
  const text = cell(reading, field.column);
  if (text === '') return null;
  const local = readLocal(text, field.format, field.timeOfDay);
  if (local === undefined) {
    throw new Turned({
      zh: `${field.column} 的值“${text}”不符合格式 ${field.format}`,
      en: `${field.column} is “${text}”, which is not of the form ${field.format}`,
    });
  }
  if (!hasTime(field.format)) reading.raised.push(flag('time.inferred', { column: field.column }));
  return placed(reading, local, field.column);
}

function placed(reading: Reading, local: number, column: string): number {
  const { at, doubt } = instantIn(local, reading.zone);
  if (doubt !== 'none') reading.raised.push(flag('time.clockChange', { column }));
  return at;
}

/** Opening and so many days, at the time of day given. */
function closedAfterDays(reading: Reading, openedAt: number): number | null {
  const { closed } = reading.mapping;
  if (closed === undefined || !('daysAfterOpening' in closed)) return timeOf(reading, 'closed');
  const text = cell(reading, closed.daysAfterOpening);
  if (text === '') return null;
  if (!/^\d{1,5}$/.test(text)) {
    throw new Turned({
      zh: `${closed.daysAfterOpening} 的值“${text}”不是天数`,
      en: `${closed.daysAfterOpening} is “${text}”, which is no number of days`,
    });
  }
  reading.raised.push(flag('time.inferred', { column: closed.daysAfterOpening }));
  const opening = new Date(openedAt).toLocaleDateString('sv-SE', { timeZone: reading.zone });
  const day = Date.parse(`${opening}T${closed.timeOfDay ?? '18:00'}:00Z`) + Number(text) * 86_400_000;
  return Math.max(placed(reading, day, closed.daysAfterOpening), openedAt);
}

function codeOf(reading: Reading, name: string, field: CodeField): string {
  if (field.columns === undefined) return field.default ?? '';
  const value = field.columns
    .map((column) => cell(reading, column))
    .filter(Boolean)
    .join(' | ');
  const known = Object.hasOwn(field.codes, value) ? field.codes[value] : undefined;
  if (known !== undefined) return known;
  if (field.default === undefined) {
    throw new Turned({
      zh: `映射的 ${name}.codes 中没有“${value}”，也没有 default`,
      en: `${name}.codes of the mapping does not name “${value}”, and there is no default`,
    });
  }
  const columns = field.columns.join(', ');
  reading.raised.push(
    value === ''
      ? flag('value.blank', { column: columns, code: field.default })
      : flag('value.unknown', { column: columns, value, code: field.default }),
  );
  return field.default;
}

function positionOf(reading: Reading): readonly [number, number] | null {
  const { position } = reading.mapping;
  if (position === undefined) return null;
  const [lng, lat] = [cell(reading, position.lng), cell(reading, position.lat)];
  if (lng === '' && lat === '') return null;
  const point = [Number(lng), Number(lat)] as const;
  const sound =
    lng !== '' && lat !== '' && Math.abs(point[0]) <= 180 && Math.abs(point[1]) <= 90 && !point.includes(0);
  if (sound) return point;
  reading.raised.push(flag('position.invalid', { value: `${lng}, ${lat}` }));
  return null;
}

/** The grid under the point where the city has grids, else the place that the mapping names. */
function placeOf(reading: Reading, position: readonly [number, number] | null): Place {
  const { city, mapping } = reading;
  const grid = position === null ? undefined : city.locate([position[0], position[1]]);
  if (grid !== undefined) return placeOfGrid(grid);
  const place = city.findPlace(codeOf(reading, 'place', mapping.place));
  if (place === undefined) throw new Error('codes of the mapping are checked beforehand');
  return place;
}

const filled = (reading: Reading, template: string): string =>
  template.replaceAll(/\{([^{}]+)\}/g, (_, column: string) => cell(reading, column)).trim();

function textOf(reading: Reading, template: string, longest: number, field: string): string {
  const text = filled(reading, template);
  if (text.length <= longest) return text;
  reading.raised.push(flag('text.cut', { field, longest }));
  return `${text.slice(0, longest - 1)}…`;
}

function transfersOf(reading: Reading): string[] {
  const { transfers } = reading.mapping;
  if (transfers === undefined) return [];
  const text = cell(reading, transfers.column);
  if (text === '' || text === '0') return [];
  if (!/^[1-9]\d?$/.test(text)) {
    throw new Turned({
      zh: `${transfers.column} 的值“${text}”不是 0–99 的次数`,
      en: `${transfers.column} is “${text}”, which is no count of 0–99`,
    });
  }
  reading.raised.push(flag('units.inferred', { column: transfers.column }));
  const { through } = transfers;
  return Array.from({ length: Number(text) }, (_, i) => through[i % through.length] ?? '');
}

const factColumns = ({ opened, target, closed, transfers }: Mapping): string[] =>
  [
    opened.column,
    target?.column,
    closed && ('column' in closed ? closed.column : closed.daysAfterOpening),
    transfers?.column,
  ].filter((column) => column !== undefined);

interface Times {
  readonly openedAt: number;
  readonly targetAt: number | null;
  readonly closedAt: number | null;
}

function timesOf(reading: Reading): Times {
  const openedAt = timeOf(reading, 'opened');
  if (openedAt === null) {
    const { column } = reading.mapping.opened;
    throw new Turned({
      zh: `${column} 为空，没有登记时间`,
      en: `${column} is blank: there is no time of opening`,
    });
  }
  const targetAt = timeOf(reading, 'target');
  const closedAt = closedAfterDays(reading, openedAt);
  if (targetAt === null) reading.raised.push(flag('target.missing', {}));
  else if (targetAt < openedAt) reading.raised.push(flag('target.beforeOpened', {}));
  const early = closedAt !== null && closedAt < openedAt;
  if (early) reading.raised.push(flag('closed.beforeOpened', {}));
  return { openedAt, targetAt, closedAt: early ? openedAt : closedAt };
}

function readRow(reading: Reading, sourceId: string): Request {
  const { mapping, cells } = reading;
  const times = timesOf(reading);
  const position = positionOf(reading);
  const reply = mapping.reply === undefined ? '' : textOf(reading, `{${mapping.reply}}`, 4000, 'reply');
  const title = textOf(reading, mapping.title, 120, 'title');
  if (title.length < 2) {
    throw new Turned({ zh: '标题少于 2 个字', en: 'the title has fewer than 2 characters' });
  }
  return {
    sourceId,
    ...times,
    typeCode: codeOf(reading, 'type', mapping.type),
    requestKind: RequestKind.parse(codeOf(reading, 'kind', mapping.kind)),
    channel: codeOf(reading, 'channel', mapping.channel),
    place: placeOf(reading, position),
    position,
    unitCode: mapping.unit === undefined ? null : codeOf(reading, 'unit', mapping.unit),
    title,
    description: textOf(reading, mapping.description ?? '', 5000, 'description'),
    address: mapping.address === undefined ? null : textOf(reading, mapping.address, 300, 'address') || null,
    reply: reply === '' ? null : reply,
    outcome:
      mapping.outcome === undefined
        ? 'solved'
        : OutcomeSchema.parse(codeOf(reading, 'outcome', mapping.outcome)),
    transfers: transfersOf(reading),
    flags: reading.raised,
    facts: Object.fromEntries(factColumns(mapping).map((column) => [column, cells[column] ?? ''])),
  };
}

/** Reads a row by a mapping whose codes the city knows. A row is kept with its flags, or turned down with a reason. */
export function readRequest(cells: Cells, mapping: Mapping, city: City): ReadRequest {
  const sourceId = cells[mapping.id] ?? '';
  if (sourceId === '') {
    const reason = { zh: `${mapping.id} 为空，没有编号`, en: `${mapping.id} is blank: the row has no id` };
    return { ok: false, sourceId: null, reason };
  }
  const zone = mapping.zone ?? city.pack.timeZone;
  try {
    return { ok: true, request: readRow({ cells, mapping, city, zone, raised: [] }, sourceId) };
  } catch (error) {
    if (error instanceof Turned) return { ok: false, sourceId, reason: error.reason };
    throw error;
  }
}
