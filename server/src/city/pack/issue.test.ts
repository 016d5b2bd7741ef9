import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chineseOf } from './issue.ts';

const contract = join(import.meta.dirname, '../../../../contract/src');
const schemas = [
  'city/files.ts',
  'city/matter-type.ts',
  'city/pack.ts',
  'city/place.ts',
  'city/routing-rule.ts',
  'city/unit.ts',
  'deadline/calendar.ts',
];

describe('what schemas say of a pack', () => {
  it.each(schemas)('has Chinese for every message of %s', (file) => {
    const source = readFileSync(join(contract, file), 'utf8');
    const messages = [
      ...source.matchAll(/(?:error|message): (['`])(.+?)\1/g),
      ...source.matchAll(/refuse\(\[[^\]]*\], (['`])(.+?)\1\)/g),
    ].map(([, , message = '']) => message);
    const filled = messages.map((message) =>
      message.replace("${limitUnits.join(', ')}", 'urgent_hour, urgent_day, work_hour, work_day'),
    );
    expect(filled.filter((message) => chineseOf(message) === undefined)).toEqual([]);
    if (file.endsWith('calendar.ts')) expect(filled.length).toBeGreaterThan(5);
  });
});
