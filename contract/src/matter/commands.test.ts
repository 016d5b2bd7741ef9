import { expect, test } from 'vitest';
import { commandKinds, matterCommands, MatterCommand, reasonListOf, textsOf } from './commands.ts';
import { eventData, eventKinds } from './events.ts';
import { attemptsFor } from './proof/attempts.ts';
import { Walk } from './proof/world.ts';

test('every command of the tests is one that its schema takes, unchanged', () => {
  const kinds = new Set<string>();
  for (const { command } of attemptsFor(new Walk().toHandling('parks').state)) {
    expect(MatterCommand.parse(command)).toEqual(command);
    kinds.add(command.kind);
  }
  expect(kinds).toEqual(new Set(commandKinds));
});

test('each schema goes by the name of its command', () => {
  for (const kind of commandKinds) expect(matterCommands[kind].shape.kind.value).toBe(kind);
});

test('what takes a code of a reason says which list of the pack it comes from', () => {
  const reasoned = commandKinds.filter((kind) => 'reasonCode' in matterCommands[kind].shape);
  expect(reasoned.toSorted((a, b) => a.localeCompare(b))).toEqual(
    Object.keys(reasonListOf).toSorted((a, b) => a.localeCompare(b)),
  );
});

test('free texts come out by who may read them', () => {
  const dispatch = textsOf({
    kind: 'dispatch',
    lead: { unitId: 'water', instructions: '先关阀。' },
    assists: [{ unitId: 'roads' }, { unitId: 'parks', instructions: '围挡。' }],
    note: '急。',
  });
  expect(dispatch).toEqual([
    { audience: 'internal', unitId: null, text: '急。' },
    { audience: 'unit', unitId: 'water', text: '先关阀。' },
    { audience: 'unit', unitId: 'parks', text: '围挡。' },
  ]);
  const check = textsOf({
    kind: 'recordPostHandlingCheck',
    result: 'passed',
    evidenceIds: [],
    note: '到场看过。',
    close: { outcome: 'solved', reply: '已修好。', note: '管道老化。' },
  });
  expect(check.map(({ audience, text }) => `${audience} ${text}`)).toEqual([
    'internal 到场看过。',
    'internal 管道老化。',
    'told 已修好。',
  ]);
  const comment = { kind: 'addComment', note: '还在漏。', evidenceIds: [] as string[] } as const;
  expect(textsOf({ ...comment, audience: 'public' })[0]?.audience).toBe('told');
  expect(textsOf({ ...comment, audience: 'internal' })[0]?.audience).toBe('internal');
});

test('events carry no field for a text or for anything about a person', () => {
  for (const kind of eventKinds) {
    const fields = Object.keys(eventData[kind].shape);
    expect(fields.filter((field) => /note|reply|text|name|phone|address|reporterId/i.test(field))).toEqual(
      [],
    );
  }
});
