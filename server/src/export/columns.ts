import type { Language, Text } from '@heliu/contract/text';
import { type City, lineAbove } from '../city/index.ts';
import type { ExportedRow } from './rows.ts';
import { outcomeNames, stageNames } from './texts.ts';

export type Cell = string | number | null;

export interface Column {
  readonly name: string;
  readonly head: Text;
  readonly value: (row: ExportedRow) => Cell;
}

/** Where a row is shown: its own point where that was asked for, else the middle of its grid. */
export function pointOf(row: ExportedRow, city: City): readonly [number, number] | null {
  if (row.lng !== null && row.lat !== null) return [row.lng, row.lat];
  const grid = row.grid_code === null ? undefined : city.index.grids.get(row.grid_code);
  return grid?.centre ?? city.index.divisions.get(row.division_code)?.centre ?? null;
}

const yesNo = (value: boolean | null, language: Language): Cell => {
  if (value === null) return null;
  return language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no';
};

/** What a file says of each matter. Personal columns are there only where they were asked for. */
export function columnsFor(city: City, language: Language, personal: boolean): Column[] {
  const { index, pack, former } = city;
  const say = (text: Text | undefined, code: string): string => text?.[language] ?? code;
  const type = (code: string) => index.types.get(code) ?? former.types.get(code);
  const channels = new Map(pack.channels.map(({ code, name }) => [code, name]));
  const kinds = new Map(pack.requestKinds.map(({ kind, name }) => [String(kind), name]));
  const time = new Intl.DateTimeFormat('sv-SE', {
    timeZone: pack.timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const at = (instant: Date | null): Cell => (instant === null ? null : time.format(instant));
  const township = (code: string): string =>
    lineAbove(city, code).find(({ level }) => level === 'township')?.name[language] ?? '';
  const column = (name: string, zh: string, en: string, value: Column['value']): Column => ({
    name,
    head: { zh, en },
    value,
  });
  const plain = [
    column('code', '事项编码', 'Code', (row) => row.code),
    column('type', '事项类型', 'Type', (row) => say(type(row.type_code)?.name, row.type_code)),
    column('class', '大类', 'Class', (row) =>
      say(index.classes.get(type(row.type_code)?.classCode ?? '')?.name, ''),
    ),
    column('kind', '诉求性质', 'Kind', (row) => say(kinds.get(row.request_kind), row.request_kind)),
    column('channel', '来源渠道', 'Channel', (row) => say(channels.get(row.channel), row.channel)),
    column('stage', '环节', 'Stage', (row) => say(stageNames[row.stage], row.stage)),
    column('outcome', '结果', 'Outcome', (row) =>
      row.outcome === null ? null : say(outcomeNames[row.outcome], row.outcome),
    ),
    column('township', '镇街', 'Township', (row) => township(row.division_code)),
    column('community', '村（社区）', 'Community', (row) =>
      say(index.divisions.get(row.division_code)?.name, row.division_code),
    ),
    column('grid', '网格', 'Grid', (row) => row.grid_code),
    column('centre', '综治中心', 'Centre', (row) =>
      say(index.units.get(row.centre_unit_id)?.name, row.centre_unit_id),
    ),
    column('holder', '当前单位', 'Unit holding it', (row) =>
      say(index.units.get(row.holder_unit_id)?.name, row.holder_unit_id),
    ),
    column('registered', '登记时间', 'Registered', (row) => at(row.registered_at)),
    column('due', '应办结时间', 'Due', (row) => at(row.due_at)),
    column('closed', '结案时间', 'Closed', (row) => at(row.closed_at)),
    column('onTime', '按期', 'On time', (row) => yesNo(row.on_time, language)),
    column('lng', '经度', 'Longitude', (row) => pointOf(row, city)?.[0] ?? null),
    column('lat', '纬度', 'Latitude', (row) => pointOf(row, city)?.[1] ?? null),
  ];
  return personal ? [...plain, ...personalColumns(column)] : plain;
}

const together = (row: ExportedRow, field: 'name' | 'phone' | 'email'): Cell =>
  (row.reporters ?? []).flatMap((reporter) => reporter[field] ?? []).join('; ') || null;

const personalColumns = (
  column: (name: string, zh: string, en: string, value: Column['value']) => Column,
): Column[] => [
  column('title', '标题', 'Title', (row) => row.title),
  column('description', '描述', 'Description', (row) => row.description),
  column('address', '地址', 'Address', (row) => row.address),
  column('reporter', '反映人', 'Reporter', (row) => together(row, 'name')),
  column('phone', '电话', 'Telephone', (row) => together(row, 'phone')),
  column('email', '邮箱', 'E-mail', (row) => together(row, 'email')),
];
