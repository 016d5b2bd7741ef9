import type { Trx } from '../kernel/db.ts';
import type { Capability, Kernel } from '../kernel/kernel.ts';
import { createCarriers } from './carriers.ts';
import { deliverDue } from './deliver.ts';
import { followLog } from './follow.ts';
import { createPusher } from './push/pusher.ts';
import { endedPushChore } from './push/subscriptions.ts';
import { remind } from './remind.ts';
import { retentionChore } from './retention.ts';
import type { NoticeHooks, NoticeRoom } from './room.ts';
import { noticeRoutes } from './routes.ts';
import { type SystemNotice, tellAdministrators } from './system.ts';

export type { NoticeHooks } from './room.ts';
export type { SystemNotice } from './system.ts';

export interface NoticesCapability extends Capability {
  /** Tells the administrators of the whole city something about the system. */
  tellAdministrators(trx: Trx, notice: SystemNotice): Promise<void>;
}

/** Tells people what happens to matters that concern them, on screen and by the ways they chose. */
export function createNotices(kernel: Kernel, hooks: NoticeHooks): NoticesCapability {
  const push = createPusher(kernel);
  const room: NoticeRoom = { kernel, hooks, carriers: createCarriers(kernel.config, push), push };
  return {
    tellAdministrators: (trx, notice) => tellAdministrators(trx, room, notice),
    routes: noticeRoutes(room),
    chores: [retentionChore(kernel), endedPushChore(kernel)],
    loops: [
      { name: 'notices.log', everyMs: 500, run: () => followLog(room) },
      { name: 'notices.clocks', everyMs: 15_000, run: () => remind(room) },
      { name: 'notices.deliveries', everyMs: 1000, run: () => deliverDue(room) },
    ],
  };
}
