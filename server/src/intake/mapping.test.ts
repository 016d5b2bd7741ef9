import { expect, test } from 'vitest';
import { MappingFaults } from './fault.ts';
import { readMapping } from './mapping.ts';

const head = 'source: old-hotline\nid: 编号\n';

function faultsOf(text: string) {
  try {
    readMapping(text);
  } catch (error) {
    if (error instanceof MappingFaults) return error.faults;
    throw error;
  }
  throw new Error('The mapping was read.');
}

test('a break of the YAML is one fault, at its line and in both languages', () => {
  const faults = faultsOf(`${head}title: "{内容}\nopened: { column: 时间 }\nkind: { default: report }\n`);
  expect(faults).toHaveLength(1);
  expect(faults[0]?.line).toBe(3);
  expect(faults[0]?.text.en).toMatch(/^a quotation mark opened on this line is not closed; .+; add .+\.$/);
  expect(faults[0]?.text.zh).toMatch(/^本行的引号没有合上；.+；在这段文字的末尾补上引号。$/);
});

test('a key that stands twice is told each time, an alias of nothing too', () => {
  expect(faultsOf(`${head}id: 单号\nsource: other\n`).map(({ line }) => line)).toEqual([3, 4]);
  expect(faultsOf(`${head}title: *words\n`)[0]?.text.en).toContain('*words has no &words before it');
});

test('what does not fit is told in Chinese without English', () => {
  const zh = faultsOf(`${head}zone: Moon/Base\n`).map(({ text }) => text.zh);
  expect(zh.length).toBeGreaterThan(1);
  for (const line of zh) expect(line).not.toMatch(/[Ii]nvalid|expected|a name of|zone such/);
});
