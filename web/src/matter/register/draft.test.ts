import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { carryCaller, forgetDraft, hasWords, holdsAnother, keepDraft, readDraft } from './draft.ts';

let kept: Map<string, string>;
beforeEach(() => {
  kept = new Map();
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  });
});
afterEach(() => void vi.unstubAllGlobals());

test('a draft is there again for whoever wrote it, without files, and for nobody else', () => {
  keepDraft(7, { title: '路灯不亮', reporter: { phone: '13800000000' }, evidence: ['f1'] });
  expect(readDraft(7)).toEqual({ title: '路灯不亮', reporter: { phone: '13800000000' } });
  expect(readDraft(8)).toBeUndefined();
  forgetDraft(7);
  expect(readDraft(7)).toBeUndefined();
  expect(kept.size).toBe(0);
});

test('the number of a caller joins the words of the same call, and replaces those of another', () => {
  keepDraft(7, { title: '路灯不亮' });
  carryCaller(7, '13800000000');
  expect(readDraft(7)).toEqual({ title: '路灯不亮', reporter: { phone: '13800000000' } });
  expect(holdsAnother(7, '13800000000')).toBe(false);
  expect(holdsAnother(7, '13911111111')).toBe(true);
  carryCaller(7, '13911111111');
  expect(readDraft(7)).toEqual({ reporter: { phone: '13911111111' } });
  carryCaller(8, undefined);
  expect(readDraft(8)).toEqual({ reporter: {} });
});

test('a form that only has what it begins with is no draft', () => {
  expect(hasWords({ requestKind: 'help', channel: 'hotline', settled: false, reporter: { name: '' } })).toBe(
    false,
  );
  expect(hasWords({ reporter: { phone: '12345' } })).toBe(true);
  expect(hasWords({ description: '漏水' })).toBe(true);
});

test('what cannot be read is no draft', () => {
  kept.set('heliu.register.7', '{');
  expect(readDraft(7)).toBeUndefined();
});
