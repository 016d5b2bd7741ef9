import type { MatterCommand } from '@heliu/contract/matter/commands';
import {
  matterActs,
  type MatterReceipt,
  registerMatter,
  reportMatter,
} from '@heliu/contract/matter/endpoints';
import { type MatterCommandKind, matterCommandKinds } from '@heliu/contract/matter/permissions';
import { Problem } from '@heliu/contract/problem';
import type { City } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { type Context, route, type Route } from '../kernel/route.ts';
import { act, type Giver } from './act.ts';
import { assertHolders } from './colleagues.ts';
import { loadMatter } from './load.ts';
import { findOwnReport, reporterOf } from './own-report.ts';
import { mayReadAsStaff, systemActor } from './policy.ts';
import { receiptCodeOf } from './receipt.ts';
import { claimsOf, registerAsStaff } from './register-as-staff.ts';
import { receivingCentre, register, resolvePlace } from './register.ts';
import type { MatterRoom } from './room.ts';

/** Endpoints that write: registration by staff, reports by residents, and one endpoint per command. */
export function writeRoutes(room: MatterRoom): Route[] {
  return [
    route(registerMatter, async ({ body }, context) =>
      registerAsStaff(room, { body, context, endpoint: registerMatter.id }),
    ),
    route(reportMatter, async ({ body }, context) => {
      const { actor, language } = context;
      await room.limitReports(context);
      const city = room.city.current();
      const place = resolvePlace(body.place, city);
      const { organisationId } = body;
      await assertInName(room, actor, organisationId);
      const receiptCode = actor === null ? receiptCodeOf(room.secret, body.commandId) : null;
      const receipt = await register(room, {
        ...body,
        endpoint: reportMatter.id,
        channel:
          organisationId === undefined
            ? channelNamed(city, body.channel, usersOf(actor))
            : organisationChannel(city),
        place,
        position: body.place.position ?? null,
        address: body.place.address ?? null,
        fileIds: body.evidence.map(({ fileId }) => fileId),
        claims: claimsOf(body.evidence),
        accountId: actor?.accountId ?? null,
        actor: {
          ...systemActor,
          kind: 'reporter',
          accountId: actor === null ? null : String(actor.accountId),
        },
        reporter: { ...body.reporter, accountId: actor?.accountId ?? null, language, organisationId },
        receiptCode,
        centreUnitId: receivingCentre(city, place, 'township'),
      });
      return { ...receipt, receiptCode };
    }),
    ...matterCommandKinds.map((kind) => actRoute(room, kind)),
  ];
}

/** @throws Problem where somebody reports in the name of an organisation and may not. */
async function assertInName(
  room: MatterRoom,
  actor: Actor | null,
  organisationId: string | undefined,
): Promise<void> {
  if (organisationId === undefined) return;
  if (actor === null) throw new Problem('auth.required');
  await room.assertRepresents(actor.accountId, organisationId);
}

/** The channel of organisations, where the city has one of its own; else the first that residents use. */
const organisationChannel = (city: City): string =>
  city.pack.channels.find(({ by }) => by === 'organisation')?.code ?? channelNamed(city, undefined, people);

type Users = City['pack']['channels'][number]['by'];
const people: readonly Users[] = ['resident'];

/** A key may also be a system's own, such as a department's or that of its sensors. */
const usersOf = (actor: Actor | null): readonly Users[] =>
  actor?.key === undefined ? people : [...people, 'system'];

/**
 * The channel a report names, where whoever reports uses it; else the first of residents. What joint inspections find
 * has a channel that nobody else reports by.
 */
function channelNamed({ pack }: City, named: string | undefined, users: readonly Users[]): string {
  const open = pack.channels.filter(
    ({ code, by }) => users.includes(by) && code !== pack.patrol.inspectionChannel,
  );
  const own = open.find(({ code }) => code === named) ?? open.find(({ by }) => by === 'resident');
  return own?.code ?? '';
}

interface ActInput {
  readonly params: { readonly matterId: string };
  readonly body: { readonly commandId: string; readonly expectedVersion?: number | undefined };
}

function actRoute(room: MatterRoom, kind: MatterCommandKind): Route {
  const endpoint = matterActs[kind];
  const handle = async ({ params, body }: ActInput, { actor }: Context): Promise<MatterReceipt> => {
    const { commandId, expectedVersion, ...payload } = body;
    // The endpoint's schema is the command's own schema without `kind`, so the two together are the command.
    const command = { kind, ...payload } as Exclude<MatterCommand, { kind: 'register' }>;
    await assertHolders(room, actor, { ref: params.matterId, kind, command, commandId, expectedVersion });
    return act(room, {
      ref: params.matterId,
      command,
      commandId,
      endpoint: endpoint.id,
      expectedVersion,
      giver: await giverOf(room, actor, params.matterId, kind),
    });
  };
  return route(endpoint as typeof matterActs.accept, handle);
}

/**
 * Reporters rate, and comment on what they see for their report alone; all else is done by staff.
 * @throws Problem `resource.notFound` for a matter of which neither is true.
 */
async function giverOf(room: MatterRoom, actor: Actor, ref: string, kind: MatterCommandKind): Promise<Giver> {
  const asReporter = kind === 'rate' || (kind === 'addComment' && !(await seesAsStaff(room, actor, ref)));
  return asReporter ? reporterOf(await findOwnReport(room, { code: ref }, actor)) : { as: 'staff', actor };
}

const seesAsStaff = async (room: MatterRoom, actor: Actor, ref: string): Promise<boolean> =>
  mayReadAsStaff(actor, await loadMatter(room.kernel.pool, ref), room.city.current());
