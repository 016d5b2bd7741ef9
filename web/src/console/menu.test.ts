import { permissions, type Permission, type Role } from '@heliu/contract/permission';
import { expect, test } from 'vitest';
import { mayOpen, menuFor } from './menu.ts';

const as =
  (role: Role) =>
  (permission: Permission): boolean =>
    (permissions[permission] as readonly Role[]).includes(role);

test('a page that is not in the menu of a role is refused to it, with all that lies below', () => {
  expect(mayOpen('/keys', as('officer'))).toBe(false);
  expect(mayOpen('/hotline/call-backs', as('handler'))).toBe(false);
  expect(mayOpen('/matters/0199', as('administrator'))).toBe(false);
  expect(mayOpen('/mailsonly', as('handler'))).toBe(true);
});

test('what is in a menu opens, and so do one’s account and notices', () => {
  for (const role of ['officer', 'operator', 'handler', 'leader', 'administrator'] as const) {
    const listed = menuFor(as(role)).flatMap(({ entries }) => entries.map(({ to }) => to));
    expect(listed.concat('/account', '/notices/preferences').filter((to) => !mayOpen(to, as(role)))).toEqual(
      [],
    );
  }
});

test('a page below an entry may be for fewer people than the entry, or for more', () => {
  expect(mayOpen('/supervision', as('operator'))).toBe(true);
  expect(mayOpen('/supervision/bulletin', as('operator'))).toBe(false);
  expect(mayOpen('/supervision/bulletin', as('leader'))).toBe(true);
  expect(mayOpen('/calls', as('administrator'))).toBe(false);
  expect(mayOpen('/calls/duties', as('administrator'))).toBe(true);
});
