import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { route } from '@heliu/contract/city/route';
import { afterAll, describe, expect, it } from 'vitest';
import { readCityPack } from '../src/city/pack-reader.ts';
import {
  channelCode311,
  place311,
  readRequests311,
  typeCodes311,
  ward311,
  writeCity311,
} from './city-311.ts';

const file = join(import.meta.dirname, '../../../shared/data/requests-311/requests.csv');
const lakeside = join(import.meta.dirname, '../../cities/lakeside');
const isThere = existsSync(file);

it.runIf(!isThere && process.env['CI'] === 'true')('needs the requests of 2015', () => {
  expect.fail(`${file} is absent`);
});

describe.runIf(isThere)('a pack made of service requests', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heliu-311-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const requests = isThere ? readRequests311(file) : [];
  writeCity311(requests, folder, lakeside);
  const { pack, faults } = readCityPack(folder);

  it('has no fault, 26 types and 8 departments', () => {
    expect(faults).toEqual([]);
    expect(pack?.types).toHaveLength(26);
    expect(pack?.units.filter((unit) => unit.kind === 'department')).toHaveLength(8);
    expect(pack?.calendar.timeZone).toBe('America/New_York');
  });

  it('has a township for each neighbourhood and a community for each ward in it', () => {
    const wards = requests.filter(({ neighborhood, ward }) => neighborhood !== '' && ward311(ward) !== '');
    const level = (name: string) => pack?.divisions.filter((division) => division.level === name).length;
    expect(level('township')).toBe(new Set(requests.map((r) => r.neighborhood).filter(Boolean)).size);
    expect(level('community')).toBe(
      new Set(wards.map((r) => `${r.neighborhood}|${Number(r.ward.replace('Ward ', ''))}`)).size,
    );
  });

  it('places every request, blanks at the city, and routes it to a unit', () => {
    const codes = typeCodes311(requests);
    const places = new Set(pack?.divisions.map((division) => division.code));
    const units = new Set(pack?.units.map((unit) => unit.code));
    const blank = requests.filter((request) => request.neighborhood === '');
    expect(new Set(blank.map(place311))).toEqual(new Set(['city']));
    for (const request of requests) {
      expect(places.has(place311(request))).toBe(true);
      if (pack === null) continue;
      const { leadUnitCode } = route(pack, {
        typeCode: codes.get(request.type) ?? null,
        requestKind: null,
        channel: channelCode311(request.source),
        placeCode: place311(request),
        at: Date.parse(`${request.opened_at}-05:00`),
        text: '',
        answers: {},
      });
      expect(units.has(leadUnitCode)).toBe(true);
    }
  });
});
