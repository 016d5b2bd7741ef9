import type { EndpointInput } from '@heliu/contract/endpoint';
import type { MatterReceipt, registerMatter } from '@heliu/contract/matter/endpoints';
import { Problem } from '@heliu/contract/problem';
import type { Actor } from '../kernel/actor.ts';
import type { Context } from '../kernel/route.ts';
import { mayRegister } from './policy.ts';
import { type Alongside, receivingCentre, register, resolvePlace } from './register.ts';
import type { MatterRoom } from './room.ts';

export const claimsOf = (
  evidence: readonly { fileId: string; claim?: string | undefined }[],
): Map<string, string> =>
  new Map(evidence.flatMap(({ fileId, claim }) => (claim === undefined ? [] : [[fileId, claim] as const])));

const isOfficer = ({ role }: Actor['grants'][number]): boolean => role === 'officer';

/**
 * What an officer found or an operator was told.
 * @throws Problem `place.notYours`, and those of `register`.
 */
export async function registerAsStaff(
  room: MatterRoom,
  {
    body,
    context: { actor, language },
    endpoint,
    alongside,
    receiptCode = null,
  }: {
    readonly body: EndpointInput<typeof registerMatter>['body'];
    readonly context: Pick<Context, 'actor' | 'language'>;
    readonly endpoint: string;
    readonly alongside?: Alongside;
    /** For a reporter who is told of it by other ways than the reply. */
    readonly receiptCode?: string | null;
  },
): Promise<MatterReceipt> {
  const city = room.city.current();
  const place = resolvePlace(body.place, city);
  if (!mayRegister(actor, place.path, city)) throw new Problem('place.notYours');
  const { reporter } = body;
  return register(room, {
    ...body,
    endpoint,
    place,
    position: body.place.position ?? null,
    address: body.place.address ?? null,
    fileIds: body.evidence.map(({ fileId }) => fileId),
    claims: claimsOf(body.evidence),
    accountId: actor.accountId,
    actor: {
      kind: 'staff',
      accountId: String(actor.accountId),
      roles: actor.grants.map(({ role }) => role),
      unitIds: [],
      reporterId: null,
    },
    reporter: reporter === undefined ? null : { ...reporter, accountId: null, language },
    receiptCode,
    alongside,
    centreUnitId: receivingCentre(city, place, actor.grants.some(isOfficer) ? 'community' : 'township'),
  });
}
