import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CityNotices } from '@heliu/contract/notices/rule';
import { parse } from 'yaml';
import { placeEvents } from '../src/kernel/sequencer.ts';
import { maySee, sightOf } from '../src/matter/index.ts';
import { followLog } from '../src/notices/follow.ts';
import type { NoticeRoom } from '../src/notices/room.ts';
import { giveCity, testPack } from './city.ts';
import { startTestApp, type TestApp } from './harness.ts';

const file = fileURLToPath(new URL('../../cities/hechuan/notices.yaml', import.meta.url));

/** What the demo city decides about notices. */
export const hechuanNotices = (): CityNotices => CityNotices.parse(parse(readFileSync(file, 'utf8')));

/** A city with notices, on a server whose loops stand still: tests take each turn themselves. */
export async function startQuietApp(settings: Parameters<typeof startTestApp>[0] = {}): Promise<TestApp> {
  const app = await startTestApp({ roles: new Set(['web']), ...settings });
  await giveCity(app, { ...testPack(), notices: hechuanNotices() });
  return app;
}

export const roomOf = (app: TestApp, changes: Partial<NoticeRoom> = {}): NoticeRoom => ({
  kernel: app,
  hooks: { city: app.city, sightOf, maySee: (actor, id) => maySee(app.matter, actor, id) },
  carriers: new Map(),
  push: undefined,
  ...changes,
});

/** Places what happened and tells of it. */
export async function follow(app: TestApp, room: NoticeRoom = roomOf(app)): Promise<void> {
  await placeEvents(app.db);
  while (await followLog(room)) await placeEvents(app.db);
}
