import { expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount } from '../../test/factories.ts';
import { testApp } from '../../test/harness.ts';
import { type CarriedNotice, messageOf } from './message.ts';
import { readPeople } from './preferences.ts';

const text = { zh: '待签收', en: 'To be signed for' };
const work: CarriedNotice = {
  kind: 'work',
  rule: 'dispatched',
  urgent: false,
  matter_id: '0197a000-0000-7000-8000-000000000001',
  matter_code: 'AAAA-BBBB-CCCC',
  about: null,
  status: text,
  body: text,
};
const envelope = {
  id: '0197a000-0000-7000-8000-000000000002',
  language: 'en' as const,
  cityName: { zh: '区', en: 'District' },
  origin: 'https://city.example',
  hasAccount: true,
};
const linkTo = (inField: boolean, ...notices: CarriedNotice[]) =>
  messageOf(notices, { ...envelope, inField })?.link;

test('what is sent to a grid officer links to the field app, to others of the staff to the console', () => {
  expect(linkTo(true, work)).toBe(`https://city.example/field/matters/${work.matter_id}`);
  expect(linkTo(true, work, work)).toBe('https://city.example/field');
  expect(linkTo(false, work)).toBe(`https://city.example/console/matters/${work.matter_id}`);
  expect(linkTo(false, work, work)).toBe('https://city.example/console/notices');
  expect(linkTo(true, { ...work, kind: 'ownReport' })).toBe(`https://city.example/r/mine/${work.matter_id}`);
});

test('in the field works whoever is a grid officer and nothing else', async () => {
  const app = await testApp();
  await giveCity(app);
  const officer = { role: 'officer', place: 'd/t1/c1' } as const;
  const people = await Promise.all([
    giveAccount(app, { grants: [officer] }),
    giveAccount(app, { grants: [officer, { role: 'operator', place: 'd/t1' }] }),
    giveAccount(app, { grants: [] }),
  ]);
  const ids = people.map(({ id }) => id);
  const read = await readPeople(app.db, ids, app.city.current().pack.notices);
  expect(ids.map((id) => read.get(id)?.inField)).toEqual([true, false, false]);
});
