import { expect, test } from 'vitest';
import { fieldsWith } from './form.ts';

const fault = (field: string) => ({ field, message: 'wrong' });

test('faults go to the fields of the form, also where it fills a part of what is sent', () => {
  expect(fieldsWith([fault('url'), fault('steps.2.name')])).toEqual([
    { name: ['url'], errors: ['wrong'] },
    { name: ['steps', 2, 'name'], errors: ['wrong'] },
  ]);
  expect(fieldsWith([fault('change.url'), fault('commandId')], 'change')).toEqual([
    { name: ['url'], errors: ['wrong'] },
  ]);
});
