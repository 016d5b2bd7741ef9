import type { Capability, Kernel } from '../kernel/kernel.ts';
import { createCarriers } from './carriers.ts';
import { followLog } from './follow.ts';
import type { NoticeHooks, NoticeRoom } from './room.ts';
import { noticeRoutes } from './routes.ts';

export type { NoticeHooks } from './room.ts';

/** Tells people what happens to matters that concern them, on screen and by the ways they chose. */
export function createNotices(kernel: Kernel, hooks: NoticeHooks): Capability {
  const room: NoticeRoom = { kernel, hooks, carriers: createCarriers(kernel.config) };
  return {
    routes: noticeRoutes(room),
    loops: [{ name: 'notices.log', everyMs: 500, run: () => followLog(room) }],
  };
}
