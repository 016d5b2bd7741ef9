import { registerMatter } from '@heliu/contract/matter/endpoints';
import { expect, test } from 'vitest';
import { bodyOf, type RegisterValues } from './registration.ts';

const values: RegisterValues = {
  title: ' Lamp is dark ',
  typeCode: 'lamp',
  requestKind: 'help',
  channel: 'desk',
  place: { chosen: { position: [106.27, 29.98] }, address: ' Gate 3 ' },
  answers: { wet: 'yes', old: undefined },
  reporter: { name: ' ', phone: '13800000000' },
  evidence: ['f1'],
  settled: false,
  onSpot: { outcome: 'solved' },
};

test('a filled form makes a body that the contract takes', () => {
  const body = bodyOf(values);
  expect(body).toEqual({
    title: 'Lamp is dark',
    typeCode: 'lamp',
    requestKind: 'help',
    channel: 'desk',
    place: { position: [106.27, 29.98], address: 'Gate 3' },
    answers: { wet: 'yes' },
    evidence: [{ fileId: 'f1' }],
    reporter: { phone: '13800000000' },
  });
  const commandId = '0198c0de-0000-7000-8000-000000000000';
  expect(registerMatter.body.safeParse({ ...body, commandId }).success).toBe(true);
});

test('settled on the spot brings the result; nobody to reach brings no reporter', () => {
  const body = bodyOf({ ...values, settled: true, onSpot: { outcome: 'partly', note: ' ' }, reporter: {} });
  expect(body.onSpot).toEqual({ outcome: 'partly' });
  expect(body.reporter).toBeUndefined();
});
