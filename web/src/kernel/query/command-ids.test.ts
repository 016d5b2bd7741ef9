import { expect, test } from 'vitest';
import { CommandIds } from './command-ids.ts';

test('ids are uuids of version 7, so that they sort by time', () => {
  const ids = new CommandIds();
  const first = ids.idFor({ a: 1 });
  ids.settle('done');
  const second = ids.idFor({ a: 1 });
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(second > first).toBe(true);
});

test('the same content keeps its id while nobody knows whether the server acted', () => {
  const ids = new CommandIds();
  const id = ids.idFor({ params: { id: 1 }, body: { name: 'lamp', place: [106, 30] } });
  ids.settle('unknown');
  expect(ids.idFor({ body: { place: [106, 30], name: 'lamp' }, params: { id: 1 } })).toBe(id);
});

test('a success or a refusal ends the intention: sending the same again is a new one', () => {
  for (const outcome of ['done', 'refused'] as const) {
    const ids = new CommandIds();
    const id = ids.idFor({ name: 'lamp' });
    ids.settle(outcome);
    expect(ids.idFor({ name: 'lamp' })).not.toBe(id);
  }
});

test('changed content is a new intention even after an unknown outcome', () => {
  const ids = new CommandIds();
  const id = ids.idFor({ name: 'lamp' });
  ids.settle('unknown');
  expect(ids.idFor({ name: 'lamps' })).not.toBe(id);
});

test('form data counts by its fields and files', () => {
  const form = (name: string, modified: number) => {
    const parts = new FormData();
    parts.append('note', 'x');
    parts.append('photo', new File(['…'], name, { lastModified: modified }));
    return { body: parts };
  };
  const ids = new CommandIds();
  const id = ids.idFor(form('a.jpg', 1));
  expect(ids.idFor(form('a.jpg', 1))).toBe(id);
  expect(ids.idFor(form('a.jpg', 2))).not.toBe(id);
});
