import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'yaml';

/**
 * Writes a city pack from a year of service requests of another city: neighbourhoods become townships, pairs of
 * neighbourhood and ward communities, departments units, request types matter types. Nothing in it was written for the
 * engine, which is the point: its codes nest nowhere, it has no polygons and its clocks change twice a year.
 */

/** The parts of a request row that the pack and the mapping of requests look at. */
export interface Request311 {
  readonly opened_at: string;
  readonly target_at: string;
  readonly reason: string;
  readonly type: string;
  readonly department: string;
  readonly neighborhood: string;
  readonly ward: string;
  readonly lat: string;
  readonly lng: string;
  readonly source: string;
}

export const districtCode311 = 'city';

const slug = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 30)
    .replace(/-$/, '');

/** `Ward 3`, `03` and `3` are one ward. */
export const ward311 = (ward: string): string =>
  ward
    .replace(/^ward\s*/i, '')
    .replace(/^0+/, '')
    .trim();

/** Community where both parts are known, township where the ward is blank, the whole city where nothing is. */
export function place311({ neighborhood, ward }: Pick<Request311, 'neighborhood' | 'ward'>): string {
  if (neighborhood === '') return districtCode311;
  const town = slug(neighborhood);
  return ward311(ward) === '' ? town : `${town}-w${ward311(ward)}`;
}

const unitCode311 = (department: string): string => slug(department);
export const channelCode311 = (source: string): string => slug(source);

/** Codes by order of names: `T01` is the first type of the alphabet. */
export function typeCodes311(requests: readonly Request311[]): ReadonlyMap<string, string> {
  const names = [...new Set(requests.map((request) => request.type))].toSorted();
  return new Map(names.map((name, i) => [name, `T${String(i + 1).padStart(2, '0')}`]));
}

export const readRequests311 = (file: string): Request311[] =>
  parse(readFileSync(file, 'utf8'), { columns: true, skip_empty_lines: true });

const same = (text: string) => ({ zh: text, en: text });

/** The most frequent value; the first of the alphabet among equals. */
function mode(values: readonly string[]): string {
  const counts = Map.groupBy(values, (value) => value);
  const [first = ''] = [...counts.keys()].toSorted(
    (a, b) => (counts.get(b)?.length ?? 0) - (counts.get(a)?.length ?? 0) || (a < b ? -1 : 1),
  );
  return first;
}

function medianDays(requests: readonly Request311[]): number | undefined {
  const days = requests
    .filter((request) => request.target_at !== '')
    .map(
      (request) => (Date.parse(`${request.target_at}Z`) - Date.parse(`${request.opened_at}Z`)) / 86_400_000,
    )
    .toSorted((a, b) => a - b);
  return days[Math.floor(days.length / 2)];
}

const limitOf = (requests: readonly Request311[]): string => {
  const days = medianDays(requests) ?? 30;
  return days < 1 ? '8 urgent_hour' : `${Math.ceil(days)} urgent_day`;
};

const cell = (value: string | number): string => {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\n`).join('');

interface Spot311 {
  readonly code: string;
  readonly name: string;
  readonly lng: string;
  readonly lat: string;
}

function centred(code: string, name: string, requests: readonly Request311[]): Spot311 {
  const mean = (field: 'lng' | 'lat') =>
    (requests.reduce((sum, request) => sum + Number(request[field]), 0) / requests.length).toFixed(5);
  return { code, name, lng: mean('lng'), lat: mean('lat') };
}

function townsOf(requests: readonly Request311[]): Spot311[] {
  const placed = requests.filter((request) => request.neighborhood !== '');
  return [...Map.groupBy(placed, (request) => request.neighborhood)]
    .map(([name, own]) => centred(slug(name), name, own))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

function divisions(requests: readonly Request311[], towns: readonly Spot311[]): string {
  const warded = requests.filter((request) => request.neighborhood !== '' && ward311(request.ward) !== '');
  const communities = [...Map.groupBy(warded, place311)]
    .map(([code, own]) => {
      const [{ neighborhood, ward } = { neighborhood: '', ward: '' }] = own;
      const spot = centred(code, `${neighborhood}, Ward ${ward311(ward)}`, own);
      return { ...spot, town: slug(neighborhood) };
    })
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const whole = centred(districtCode311, 'City of the 311 requests', requests);
  return csv([
    ['code', 'name_zh', 'name_en', 'level', 'parent', 'kind', 'lng', 'lat', 'population'],
    [whole.code, whole.name, whole.name, 'district', '', 'city', whole.lng, whole.lat, ''],
    ...towns.map(({ code, name, lng, lat }) => [
      code,
      name,
      name,
      'township',
      districtCode311,
      'neighbourhood',
      lng,
      lat,
      '',
    ]),
    ...communities.map(({ code, name, town, lng, lat }) => [
      code,
      name,
      name,
      'community',
      town,
      'ward',
      lng,
      lat,
      '',
    ]),
  ]);
}

function units(departments: readonly string[], towns: readonly Spot311[]): string {
  const head = 'centre-city';
  return csv([
    ['code', 'name_zh', 'name_en', 'kind', 'level', 'division', 'parent', 'lng', 'lat', 'phone'],
    [head, 'City centre', 'City centre', 'centre', 'district', districtCode311, '', '', '', '311'],
    ...towns.map(({ code, name, lng, lat }) => [
      `centre-${code}`,
      `Centre of ${name}`,
      `Centre of ${name}`,
      'centre',
      'township',
      code,
      head,
      lng,
      lat,
      '',
    ]),
    ...departments.map((name) => [
      unitCode311(name),
      name,
      name,
      'department',
      'district',
      districtCode311,
      head,
      '',
      '',
      '',
    ]),
  ]);
}

function staff(departments: readonly string[], towns: readonly Spot311[]): string {
  const overCity = ['operator', 'verifier', 'supervisor', 'leader', 'administrator'];
  const handler = (unit: string) => [
    `handler-${unit}`,
    `handler ${unit}`,
    `Handler ${unit}`,
    unit,
    `handler@unit:${unit}`,
    '',
  ];
  return csv([
    ['login', 'name_zh', 'name_en', 'unit', 'grants', 'grids'],
    ...overCity.map((role) => [role, role, role, 'centre-city', `${role}@place:${districtCode311}`, '']),
    ...['centre-city', ...towns.map(({ code }) => `centre-${code}`)].map(handler),
    ...departments.map((name) => handler(unitCode311(name))),
  ]);
}

function header(requests: readonly Request311[]): object {
  const whole = centred(districtCode311, '', requests);
  const sources = [...new Set(requests.map((request) => request.source))].toSorted();
  return {
    code: 'requests-311',
    name: same('City of the 311 requests'),
    version: '1.0.0',
    districtCode: districtCode311,
    timeZone: 'America/New_York',
    hotline: '311',
    baseMapUrl: null,
    map: { centre: [Number(whole.lng), Number(whole.lat)], zoom: 11 },
    codeScheme: {
      grid: null,
      component: { district: 4, major: 2, minor: 2, serial: 6 },
      event: { district: 4, major: 2, minor: 2 },
    },
    channels: sources.map((name) => ({ code: channelCode311(name), name: same(name), by: 'operator' })),
    catalogue: [{ version: '2015', from: '2015-01-01', note: same('Types of 2015') }],
  };
}

function types(requests: readonly Request311[]): object {
  const codes = typeCodes311(requests);
  const byType = Map.groupBy(requests, (request) => request.type);
  const reasons = [
    ...new Set([...byType.values()].map((own) => mode(own.map(({ reason }) => reason)))),
  ].toSorted();
  const classOf = (reason: string) => `R${String(reasons.indexOf(reason) + 1).padStart(2, '0')}`;
  const kinds = ['inquiry', 'help', 'complaint', 'report', 'suggestion', 'praise'];
  return {
    requestKinds: kinds.map((kind) => ({ kind, name: same(kind), description: same(kind) })),
    classes: reasons.map((reason) => ({
      code: classOf(reason),
      family: 'item',
      number: classOf(reason).slice(1),
      name: same(reason),
    })),
    types: [...codes].map(([name, code]) => ({
      code,
      class: classOf(mode((byType.get(name) ?? []).map(({ reason }) => reason))),
      number: code.slice(1),
      name: same(name),
      description: same(name),
      admitted: '2015',
      forResidents: true,
    })),
  };
}

function conditions(requests: readonly Request311[]): object {
  const byType = Map.groupBy(requests, (request) => request.type);
  return {
    conditions: [...typeCodes311(requests)].map(([name, code]) => ({
      code: `${code}-1`,
      type: code,
      filing: same(`A request of the type ${name}`),
      closing: same('The department reports it done'),
      limit: limitOf(byType.get(name) ?? []),
    })),
  };
}

function duties(requests: readonly Request311[]): object {
  const codes = typeCodes311(requests);
  const leads = [...Map.groupBy(requests, (request) => request.type)].map(([name, own]) => ({
    unit: unitCode311(mode(own.map(({ department }) => department))),
    code: codes.get(name) ?? '',
  }));
  return {
    duties: [...Map.groupBy(leads, ({ unit }) => unit)].map(([unit, own]) => ({
      unit,
      leads: own.map(({ code }) => code).toSorted(),
      basis: same('Handled most requests of these types in 2015'),
    })),
    fallback: { levels: ['community', 'township', 'district'], unit: 'centre-city' },
  };
}

const routing = {
  rules: [
    {
      code: 'by-duty',
      name: same('By the department that handles most of the type'),
      when: {},
      lead: { duty: 'lead' },
      assist: [],
    },
  ],
};

const holidays = [
  '2015-01-01',
  '2015-01-19',
  '2015-02-16',
  '2015-04-20',
  '2015-05-25',
  '2015-07-03',
  '2015-09-07',
  '2015-10-12',
  '2015-11-11',
  '2015-11-26',
  '2015-12-25',
  '2016-01-01',
  '2016-01-18',
  '2016-02-15',
  '2016-04-18',
  '2016-05-30',
  '2016-07-04',
  '2016-09-05',
  '2016-10-10',
  '2016-11-11',
  '2016-11-24',
  '2016-12-26',
];

const calendar = {
  spans: [
    ['08:00', '12:00'],
    ['13:00', '17:00'],
  ],
  weekend: [6, 7],
  fixedHolidays: ['01-01', '07-04', '12-25'].map((monthDay) => ({ monthDay })),
  holidays: holidays.map((date) => ({ date })),
  makeUpDays: [],
  legalYears: [2015, 2016],
};

const lifeCycle = {
  rules: {
    limits: {
      acceptance: '4 work_hour',
      dispatch: '4 work_hour',
      signing: '1 work_day',
      checking: '2 work_day',
    },
  },
  process: { all: { automatic: { accept: true, file: true, dispatch: true }, callBackRequired: false } },
};

/** Words and texts are not in the requests: they are borrowed from a pack that has them. */
const borrowed = ['reasons.yaml', 'reply-templates.yaml', 'words.yaml'];

/** @param textsOf folder of a pack to take texts from. */
export function writeCity311(requests: readonly Request311[], folder: string, textsOf: string): void {
  mkdirSync(folder, { recursive: true });
  const write = (file: string, content: string) => writeFileSync(join(folder, file), content);
  const departments = [...new Set(requests.map((request) => request.department))].toSorted();
  const towns = townsOf(requests);
  write('pack.yaml', stringify(header(requests)));
  write('divisions.csv', divisions(requests, towns));
  write('units.csv', units(departments, towns));
  write('staff.csv', staff(departments, towns));
  write('matter-types.yaml', stringify(types(requests)));
  write('filing-conditions.yaml', stringify(conditions(requests)));
  write('duty.yaml', stringify(duties(requests)));
  write('routing.yaml', stringify(routing));
  write('calendar.yaml', stringify(calendar));
  write('life-cycle.yaml', stringify(lifeCycle));
  for (const file of borrowed) copyFileSync(join(textsOf, file), join(folder, file));
}
