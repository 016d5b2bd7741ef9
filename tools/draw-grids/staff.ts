import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { placeName } from './write.ts';

/** Divisions, grids and departments of a pack, as the staffing is laid over them. */
interface Ground {
  readonly divisions: readonly Record<string, string>[];
  readonly grids: readonly { readonly code: string; readonly community: string }[];
  readonly departments: readonly Record<string, string>[];
  readonly staffing: Staffing;
}

type Posts = Partial<Record<Post, number>>;
type Post = 'operators' | 'handlers' | 'verifiers' | 'supervisors' | 'leaders' | 'administrators';

/** `source/staffing.json`: how many accounts of each kind, per place and unit. */
interface Staffing {
  readonly perCommunity: Posts;
  readonly perTownship: Posts;
  readonly district: Posts;
  readonly perUnit: Posts;
}

type Row = readonly string[];
export type Table = readonly Row[];

const posts = {
  operators: { role: 'operator', zh: '受理员', en: 'operator' },
  handlers: { role: 'handler', zh: '经办员', en: 'handler' },
  verifiers: { role: 'verifier', zh: '核查员', en: 'verifier' },
  supervisors: { role: 'supervisor', zh: '督办员', en: 'supervisor' },
  leaders: { role: 'leader', zh: '带班领导', en: 'leader' },
  administrators: { role: 'administrator', zh: '管理员', en: 'administrator' },
} as const satisfies Record<Post, { role: string; zh: string; en: string }>;

/** Roles that work for a unit; the others look over a place. */
const unitPosts: readonly Post[] = ['handlers'];

const table = (text: string): Record<string, string>[] =>
  parse(text, { columns: true, skip_empty_lines: true });

export function readGround(pack: string): Ground {
  const read = (file: string) => readFileSync(join(pack, file), 'utf8');
  const { features } = JSON.parse(read('grids.geojson')) as {
    features: { properties: { code: string; community: string } }[];
  };
  return {
    divisions: table(read('divisions.csv')),
    grids: features.map(({ properties: { code, community } }) => ({ code, community })),
    departments: table(read('source/departments.csv')),
    staffing: JSON.parse(read('source/staffing.json')) as Staffing,
  };
}

const cell = (row: Record<string, string>, column: string): string => row[column] ?? '';
const centreOf = (code: string): string => `centre-${code}`;

/** Governance centres of every division, then departments and enterprises of the district. */
export function unitsTable({ divisions, departments }: Ground): Table {
  const district = divisions.find((row) => row['level'] === 'district') ?? {};
  return [
    ['code', 'name_zh', 'name_en', 'kind', 'level', 'division', 'parent', 'lng', 'lat', 'phone'],
    ...divisions.map((row) => [
      centreOf(cell(row, 'code')),
      `${placeName(cell(row, 'name_zh'))}综治中心`,
      `${placeName(cell(row, 'name_en'))} Governance Centre`,
      'centre',
      cell(row, 'level'),
      cell(row, 'code'),
      row['parent'] ? centreOf(row['parent']) : '',
      cell(row, 'lng'),
      cell(row, 'lat'),
      '',
    ]),
    ...departments.map((row) => [
      cell(row, 'code'),
      cell(row, 'name_zh'),
      cell(row, 'name_en'),
      cell(row, 'kind'),
      'district',
      cell(district, 'code'),
      centreOf(cell(district, 'code')),
      '',
      '',
      '',
    ]),
  ];
}

interface Seat {
  readonly unit: string;
  readonly place: string;
  readonly zh: string;
  readonly en: string;
  /** End of the logins of this seat's accounts. */
  readonly tail: string;
}

function accountsOf({ unit, place, zh, en, tail }: Seat, counts: Posts): Row[] {
  const rows: Row[] = [];
  for (const [post, { role, zh: postZh, en: postEn }] of Object.entries(posts) as [
    Post,
    (typeof posts)[Post],
  ][]) {
    const count = counts[post] ?? 0;
    for (let number = 1; number <= count; number++) {
      const serial = count > 1 ? String(number).padStart(count > 9 ? 2 : 1, '0') : '';
      const scope = place === '' || unitPosts.includes(post) ? `unit:${unit}` : `place:${place}`;
      rows.push([
        [role, tail, serial].filter((part) => part !== '').join('-'),
        [`${zh}${postZh}`, serial].filter((part) => part !== '').join(' '),
        [en, postEn, serial].filter((part) => part !== '').join(' '),
        unit,
        `${role}@${scope}`,
        '',
      ]);
    }
  }
  return rows;
}

/** Accounts named by their roles: one officer a grid, then the posts of every centre and department. */
export function staffTable({ divisions, grids, departments, staffing }: Ground): Table {
  const officers = grids.map(({ code, community }, i): Row => {
    const serial = String(i + 1).padStart(4, '0');
    const login = `officer${serial}`;
    const grant = `officer@place:${community}`;
    return [login, `网格员 ${serial}`, `Grid officer ${serial}`, centreOf(community), grant, code];
  });
  const centres = divisions.flatMap((row) => {
    const code = cell(row, 'code');
    const level = cell(row, 'level');
    const counts =
      level === 'district'
        ? staffing.district
        : level === 'township'
          ? staffing.perTownship
          : staffing.perCommunity;
    const name =
      level === 'district'
        ? { zh: '区', en: 'District' }
        : { zh: placeName(cell(row, 'name_zh')), en: placeName(cell(row, 'name_en')) };
    return accountsOf(
      { unit: centreOf(code), place: code, ...name, tail: level === 'district' ? '' : code },
      counts,
    );
  });
  const units = departments.flatMap((row) =>
    accountsOf(
      {
        unit: cell(row, 'code'),
        place: '',
        zh: cell(row, 'name_zh'),
        en: cell(row, 'name_en'),
        tail: cell(row, 'code'),
      },
      staffing.perUnit,
    ),
  );
  return [['login', 'name_zh', 'name_en', 'unit', 'grants', 'grids'], ...officers, ...centres, ...units];
}

/** Seats of towns, and the service point of each community at its drawn centre. */
export function landmarksTable({ divisions }: Ground): Table {
  const named: Record<string, { kind: string; zh: string; en: string }> = {
    township: { kind: 'office', zh: '办事处', en: 'Office' },
    community: { kind: 'service', zh: '便民服务站', en: 'Service Point' },
  };
  return [
    ['code', 'name_zh', 'name_en', 'kind', 'division', 'lng', 'lat'],
    ...divisions.flatMap((row) => {
      const what = named[cell(row, 'level')];
      if (what === undefined) return [];
      const zh = placeName(cell(row, 'name_zh'));
      const seat = row['kind'] === 'town' ? `${zh}人民政府` : `${zh}${what.zh}`;
      return [
        [
          `L${cell(row, 'code')}`,
          seat,
          `${placeName(cell(row, 'name_en'))} ${what.en}`,
          what.kind,
          cell(row, 'code'),
          cell(row, 'lng'),
          cell(row, 'lat'),
        ],
      ];
    }),
  ];
}
