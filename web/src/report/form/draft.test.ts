import { reportMatter } from '@heliu/contract/matter/endpoints';
import { expect, test } from 'vitest';
import { attemptFor, bodyOf, changeDraft, clearDraft, readDraft, titleOf } from './draft.ts';

const fill = (): void => {
  clearDraft();
  changeDraft({
    typeCode: 'C0101',
    requestKind: 'help',
    text: '小区门口的路灯不亮。已经三天了。',
    position: [106.27, 29.97],
    address: ' 学府路 12 号 ',
    photos: [{ fileId: 'f1', claim: 'c1', name: 'a.jpg', thumb: null, place: null }],
  });
};

const bodyNow = () => {
  const body = bodyOf(readDraft(), '路灯');
  if (body === undefined) throw new Error('the draft is complete');
  return body;
};

test('the title is the first sentence, cut where it is long', () => {
  expect(titleOf('路灯不亮。已经三天了。')).toBe('路灯不亮');
  expect(titleOf('The lamp is out. It is dark.')).toBe('The lamp is out');
  expect([...titleOf('很'.repeat(200))]).toHaveLength(40);
});

test('a complete draft is what the contract takes; an empty contact is left out', () => {
  fill();
  const sent = reportMatter.body.parse({
    ...bodyNow(),
    commandId: '019ab0d2-0000-7000-8000-000000000000',
  });
  expect(sent).toMatchObject({
    title: '小区门口的路灯不亮',
    place: { position: [106.27, 29.97], address: '学府路 12 号' },
    evidence: [{ fileId: 'f1', claim: 'c1' }],
  });
  expect(sent.reporter).toEqual({});
});

test('without type or place there is nothing to send, and a text too short gives way to the type', () => {
  fill();
  changeDraft({ position: null });
  expect(bodyOf(readDraft(), '路灯')).toBeUndefined();
  changeDraft({ placeCode: '500117001', text: '。。' });
  expect(bodyNow().title).toBe('路灯');
  changeDraft({ typeCode: null });
  expect(bodyOf(readDraft(), '路灯')).toBeUndefined();
});

test('the same content goes again under the same id, changed content under a new one', () => {
  fill();
  const first = attemptFor(readDraft(), bodyNow());
  changeDraft({ attempt: first });
  expect(attemptFor(readDraft(), bodyNow()).commandId).toBe(first.commandId);
  changeDraft({ phone: '13800001234' });
  expect(attemptFor(readDraft(), bodyNow()).commandId).not.toBe(first.commandId);
});
