import { typesInForce } from '@heliu/contract/city/catalogue';
import type { CommandKind } from '@heliu/contract/matter/commands';
import { stages } from '@heliu/contract/matter/model';
import { expect, test } from 'vitest';
import { readPack } from '../../test/packs.ts';
import { compileCity, staffOf } from '../city/index.ts';
import { castOf } from './cast.ts';
import { daysUntil } from './days.ts';
import { demoPerDay } from './index.ts';
import { tellPortion } from './portion.ts';
import { sceneOf } from './scene.ts';

const until = Date.parse('2026-11-25T01:30:00Z');

test('two days of the demo have matters in every state, of every type, by every channel, all over the district', () => {
  const pack = readPack('hechuan');
  const city = compileCity(pack, 1);
  const cast = castOf(city, new Map(staffOf(pack).map(({ login }, index) => [login, index + 1])));
  const days = daysUntil(until, 2, pack.timeZone);
  const stories = days.flatMap((day) => [
    ...tellPortion(sceneOf(city, cast, day.date), { day, from: 0, count: demoPerDay }, until),
  ]);
  expect(stories).toHaveLength(2 * demoPerDay);
  const of = <T>(read: (story: (typeof stories)[number]) => T) => new Set(stories.map(read));
  // Merges take two stories; the reports of the demo’s residents have one.
  const met = of((story) => (story.at(-1) ?? story[0]).after.stage);
  expect(stages.filter((stage) => !met.has(stage))).toEqual(['merged']);
  const inForce = typesInForce(pack, '2026-11-25').map(({ code }) => code);
  const types = of(([{ after }]) => after.typeCode);
  expect(inForce.filter((code) => !types.has(code))).toEqual([]);
  // What joint inspections find is told with the inspections.
  const channels = of(([{ inserted }]) => inserted?.channel);
  expect(pack.channels.map(({ code }) => code).filter((code) => !channels.has(code))).toEqual(['inspection']);
  // So many of two thirds of a matter for each grid, when each is as likely as the others.
  expect(of(([{ after }]) => after.gridId).size).toBeGreaterThan(0.65 * pack.grids.length);
  const given = new Set(stories.flatMap((story) => story.map(({ command }) => command?.endpoint)));
  const seldom: readonly CommandKind[] = [
    'void',
    'transfer',
    'escalate',
    'proposeForceClose',
    'decideForceClose',
    'proposeVoid',
    'appealOverdue',
    'reviewAppeal',
    'close',
  ];
  expect(seldom.filter((kind) => !given.has(`matter.${kind}`))).toEqual([]);
});
