import { expect, test } from 'vitest';
import { ProblemError } from '../../kernel/api/index.ts';
import { roomLeft } from './room-left.ts';

const failed = (status: number) => ({
  error: new ProblemError({ type: '', title: '', status, code: 'unknown' }),
});

test('a file that was refused for what it is takes no room, one that may go yet does', () => {
  expect(roomLeft(10, 8, [{}])).toBe(1);
  expect(roomLeft(10, 8, [failed(503), {}])).toBe(0);
  expect(roomLeft(10, 9, [failed(415), failed(422)])).toBe(1);
});
