import { expect, test } from 'vitest';
import type { CommandOf } from './commands.ts';
import { decide } from './decide.ts';
import { people, Walk } from './proof/world.ts';

const { operator, system } = people;
const relocate: CommandOf<'relocate'> = { kind: 'relocate', gridId: 'grid-9', cause: 'split' };

test('an open matter goes to the grid that follows its own, and the event keeps the old one', () => {
  const walk = new Walk().toHandling();
  const { state: before } = walk;
  walk.do(system, relocate);
  expect(walk.events.at(-1)).toMatchObject({
    kind: 'matter.relocated',
    data: { fromGridId: 'grid-1', toGridId: 'grid-9', cause: 'split' },
    clocks: [],
  });
  expect({ ...walk.state, gridId: 'grid-1', version: before.version, changedAt: before.changedAt }).toEqual(
    before,
  );
});

test('nobody but the engine moves it, and neither twice nor when it has ended', () => {
  const refusalOf = (walk: Walk, by: typeof operator) => decide(walk.state, relocate, walk.context(by));
  const walk = new Walk().toHandling();
  expect(refusalOf(walk, operator)).toMatchObject({ ok: false });
  walk.do(system, relocate);
  expect(refusalOf(walk, system)).toMatchObject({ ok: false, refusal: { code: 'relocate.nothing' } });
  expect(refusalOf(new Walk().toClosed(), system)).toMatchObject({ refusal: { code: 'stage.closed' } });
});
