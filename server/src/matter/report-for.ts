import type { MatterReceipt, PlaceInput, ReporterInput } from '@heliu/contract/matter/endpoints';
import { Problem } from '@heliu/contract/problem';
import type { Language } from '@heliu/contract/text';
import { act } from './act.ts';
import { findMatter } from './load.ts';
import { systemActor } from './policy.ts';
import { receivingCentre, register, resolvePlace } from './register.ts';
import type { MatterRoom } from './room.ts';

/** A report that a program sends for somebody; the program's account stands as its reporter. */
export interface ReportFor {
  readonly commandId: string;
  readonly endpoint: string;
  readonly accountId: number;
  readonly language: Language;
  readonly channel: string;
  readonly typeCode: string;
  readonly title: string;
  readonly description: string;
  readonly place: PlaceInput;
  readonly answers: Readonly<Record<string, string>>;
  readonly reporter: ReporterInput;
  readonly fileIds: readonly string[];
}

export async function reportFor(room: MatterRoom, report: ReportFor): Promise<MatterReceipt> {
  const city = room.city.current();
  const place = resolvePlace(report.place, city);
  const { accountId, language } = report;
  return register(room, {
    ...report,
    requestKind: 'report',
    place,
    position: report.place.position ?? null,
    address: report.place.address ?? null,
    actor: { ...systemActor, kind: 'reporter', accountId: String(accountId) },
    reporter: { ...report.reporter, accountId, language },
    receiptCode: null,
    centreUnitId: receivingCentre(city, place, 'township'),
  });
}

/**
 * Adds to a report that the same program sent.
 * @throws Problem `resource.notFound` where there is no such matter, `auth.forbidden` where it came from somebody else.
 */
export async function commentFor(
  room: MatterRoom,
  comment: {
    readonly commandId: string;
    readonly endpoint: string;
    readonly accountId: number;
    readonly code: string;
    readonly note: string;
    readonly fileIds: readonly string[];
  },
): Promise<MatterReceipt> {
  const { commandId, endpoint, accountId, code, note, fileIds } = comment;
  const loaded = await findMatter(room.kernel.pool, code);
  if (loaded === undefined) throw new Problem('resource.notFound');
  const { matterId } = loaded.matter;
  const own = await room.kernel.db
    .selectFrom('matter.reports')
    .select('id')
    .where('matter_id', '=', matterId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  if (own === undefined) throw new Problem('auth.forbidden');
  return act(room, {
    ref: matterId,
    command: { kind: 'addComment', audience: 'public', note, evidenceIds: [...fileIds] },
    commandId,
    endpoint,
    giver: { as: 'reporter', reportId: own.id, accountId },
  });
}
