import type { Actor } from './kernel/actor.ts';
import type { Capability, Kernel } from './kernel/kernel.ts';
import type { CityCapability } from './city/index.ts';
import type { EvidenceCapability } from './evidence/index.ts';
import { limitOf, recoveryLimit } from './limits.ts';
import { findInspectionPhoto } from './joint/index.ts';
import { findMailSighting } from './mails/index.ts';
import {
  createReader,
  createRecent,
  createWriter,
  erasureChore,
  findSighting,
  linkedFiles,
  type MatterRoom,
} from './matter/index.ts';
import { assertRepresents, findOrganisationFile } from './organisation/index.ts';
import type { PeopleCapability } from './people/index.ts';

/** What the matter capability is told of the others. */
export function matterRoom(
  kernel: Kernel,
  {
    city,
    people,
    evidence,
  }: {
    readonly city: CityCapability;
    readonly people: PeopleCapability;
    readonly evidence: EvidenceCapability;
  },
): MatterRoom {
  return {
    kernel,
    city,
    read: createReader(kernel.pool),
    write: createWriter(kernel.pool),
    recent: createRecent(),
    secret: kernel.config.secret ?? '',
    limitReports: limitOf(kernel, { burst: 10, perMinute: 1 }),
    limitLookUps: limitOf(kernel, { burst: 30, perMinute: 6 }),
    sendEvidence: (file, context) => evidence.send(file, context),
    limitPictures: limitOf(kernel, { burst: 120, perMinute: 60 }),
    assertRepresents: (accountId, id) => assertRepresents(kernel.db, accountId, id),
    limitRecoveries: recoveryLimit(kernel),
    receipts: {
      mail: people.messages.mail,
      sms: people.messages.sms,
      send: (trx, message) => people.messages.send(trx, { ...message, template: 'receipt' }),
    },
    claimEvidence: async (trx, fileIds, by) => {
      await evidence.claim(trx, fileIds, by);
    },
    describeEvidence: (matterId) => describeEvidence(kernel, evidence, matterId),
  };
}

/** Photos and files of a matter, in the order they were given. */
async function describeEvidence(
  { db }: Kernel,
  evidence: EvidenceCapability,
  matterId: string,
): ReturnType<MatterRoom['describeEvidence']> {
  const links = await linkedFiles(db, matterId);
  const files = await evidence.describe(
    db,
    links.map(({ fileId }) => fileId),
  );
  return links.flatMap((link) => {
    const file = files.get(link.fileId);
    return file === undefined
      ? []
      : [{ ...link, kind: file.kind, mediaType: file.mediaType, name: file.name, bytes: file.bytes }];
  });
}

/** What a file belongs to: a matter, an organisation, a joint inspection, or a mail that may become a matter. */
export const findFile = async (matter: MatterRoom, actor: Actor, fileId: string) =>
  (await findSighting(matter, actor, fileId)) ??
  (await findOrganisationFile(matter, actor, fileId)) ??
  (await findInspectionPhoto(matter.kernel.db, matter.city.current(), actor, fileId)) ??
  findMailSighting(matter.kernel.db, matter.city.current(), actor, fileId);

/** Reports are erased together with the files that came with them. */
export const erasing = (matter: MatterRoom, evidence: EvidenceCapability): Capability => ({
  routes: [],
  chores: [erasureChore(matter, (trx, fileIds) => evidence.erase(trx, fileIds))],
});
