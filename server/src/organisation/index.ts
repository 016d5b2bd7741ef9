import { sql } from 'kysely';
import type { Capability, Kernel } from '../kernel/kernel.ts';
import type { Chore } from '../kernel/upkeep.ts';
import { remindOfOrders } from './circular/remind.ts';
import { circularRoutes } from './circular/routes.ts';
import { forgetOld, invitedSince } from './representatives.ts';
import type { OrganisationRoom } from './room.ts';
import { organisationRoutes } from './routes.ts';

export { enterCircular, enterOrganisation, type PastOrganisation } from './enter.ts';
export { assertRepresents, soleOf } from './represent.ts';
export { findOrganisationFile } from './sighting.ts';

/** Erases the addresses of invitations that nobody answered in time. */
const invitationChore = ({ db, clock }: Kernel): Chore => ({
  name: 'organisation.invitations',
  does: {
    zh: '删除逾期未答复的单位代表邀请中的地址',
    en: 'erases the addresses of invitations to speak for organisations that were not answered in time',
  },
  count: async () => {
    const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM organisation.invitations
      WHERE answer IS NULL AND invited_at <= ${invitedSince(clock.now())}`.execute(db);
    return rows[0]?.n ?? 0;
  },
  run: async () => db.transaction().execute((trx) => forgetOld(trx, clock.now(), null)),
});

/** Enterprises and organisations: who speaks for them, what they ask for, and what units send them. */
export const createOrganisation = (room: OrganisationRoom): Capability => ({
  routes: [...organisationRoutes(room), ...circularRoutes(room)],
  loops: [{ name: 'organisation.remind', everyMs: 60_000, run: () => remindOfOrders(room) }],
  chores: [invitationChore(room.kernel)],
});
