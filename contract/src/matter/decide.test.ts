import { expect, test } from 'vitest';
import { Walk } from './proof/world.ts';

test('a matter goes from the report to a checked closure', () => {
  const walk = new Walk().toClosed();
  expect(walk.state).toMatchObject({ stage: 'closed', closing: { way: 'checked', onTime: true } });
});
