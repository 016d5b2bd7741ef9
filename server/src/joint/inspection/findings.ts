import { raiseFinding, referFinding, reopenFinding, settleFinding } from '@heliu/contract/joint/inspections';
import type { FindingAct } from '@heliu/contract/joint/inspection';
import type { MatterReceipt } from '@heliu/contract/matter/endpoints';
import { Problem } from '@heliu/contract/problem';
import type { Language } from '@heliu/contract/text';
import { sql } from 'kysely';
import { type City, typeName } from '../../city/index.ts';
import type { JointRoom } from '../room.ts';
import { actOn, actWithin, type Doing, indexIn, placeIndex, type Receipt, unitIndex } from './act.ts';
import { referredTo } from './events.ts';
import { copyPhotos } from './photos.ts';
import { visibleInspection } from './policy.ts';
import { mayReportFor, type OnReport } from './report.ts';
import { type LockedInspection, lockInspection, type StoredPlace } from './store.ts';

export interface OnFinding extends OnReport {
  readonly item: string;
}

const actAt =
  (kind: FindingAct, { no, unit, item }: OnFinding): Doing['act'] =>
  (found) => {
    const ofReport = found.findings.filter(({ placeNo, unitId }) => placeNo === no && unitId === unit);
    return {
      kind,
      place: placeIndex(found, no),
      unit: unitIndex(found, unit),
      finding: indexIn(ofReport, (finding) => finding.item === item),
    };
  };

const rowOf = (inspectionId: string, { no, unit, item }: OnFinding) =>
  sql`inspection_id = ${inspectionId}::uuid AND place_no = ${no} AND unit_id = ${unit} AND item_code = ${item}`;

/** Says why a finding needs no matter. @throws Problem as `actOn`. */
export const settle = (room: JointRoom, asked: OnFinding, words: string): Promise<Receipt> =>
  actOn(room, asked, settleFinding, {
    may: mayReportFor(asked.actor, asked.unit),
    act: actAt('settle', asked),
    work: async ({ trx, found, at, actorId }) => {
      await sql`UPDATE joint.inspection_findings SET state = 'settled', words = ${words},
        done_at = ${new Date(at)}, done_by = ${actorId} WHERE ${rowOf(found.id, asked)}`.execute(trx);
      const { no, unit, item } = asked;
      return [{ kind: 'findingSettled', payload: { no, unitId: unit, item } }];
    },
  });

/**
 * Takes up again what was settled; the words that settled it stay beside.
 * @throws Problem as `actOn`.
 */
export const reopen = (room: JointRoom, asked: OnFinding, words: string): Promise<Receipt> =>
  actOn(room, asked, reopenFinding, {
    may: mayReportFor(asked.actor, asked.unit),
    act: actAt('reopen', asked),
    work: async ({ trx, found, at, actorId }) => {
      await sql`UPDATE joint.inspection_findings SET state = 'open', settled_words = words, words = NULL,
        done_at = NULL, done_by = NULL, reopened_words = ${words}, reopened_at = ${new Date(at)},
        reopened_by = ${actorId} WHERE ${rowOf(found.id, asked)}`.execute(trx);
      const { no, unit, item } = asked;
      return [{ kind: 'findingReopened', payload: { no, unitId: unit, item } }];
    },
  });

/**
 * Asks the convening centre to register a finding, for whoever may not register it.
 * @throws Problem as `actOn`.
 */
export const refer = (room: JointRoom, asked: OnFinding, words: string): Promise<Receipt> =>
  actOn(room, asked, referFinding, {
    may: mayReportFor(asked.actor, asked.unit),
    act: actAt('refer', asked),
    work: async ({ trx, found, at, actorId }) => {
      await sql`UPDATE joint.inspection_findings SET state = 'referred', referred_words = ${words},
        referred_at = ${new Date(at)}, referred_by = ${actorId} WHERE ${rowOf(found.id, asked)}`.execute(trx);
      return [referredTo(found.hostUnitId, asked)];
    },
  });

/** The channel of what inspections find, as the city has it. */
function channelOf(city: City): string {
  const { patrol, channels } = city.pack;
  return patrol.inspectionChannel ?? channels.find(({ by }) => by === 'operator')?.code ?? '';
}

/**
 * Where the matter is: the point where there is one, else grid or division, with the name in words. A grid that was
 * redrawn or merged away meanwhile is the one where its middle lay.
 */
function placeOf({ kind, lng, lat, placeCode, name }: StoredPlace, city: City, language: Language) {
  const isThere = city.findPlace(placeCode) !== undefined;
  const exact =
    lng === null || lat === null || (kind === 'grid' && isThere)
      ? undefined
      : ([lng, lat] as [number, number]);
  return {
    placeCode,
    ...(exact === undefined ? {} : { position: exact }),
    ...(kind === 'grid' ? {} : { address: name[language] }),
  };
}

const titleLength = 120;

/**
 * What the finding becomes, filled in from checklist and place.
 * @throws Problem `resource.notFound`, `inspection.typeGone` where the city has the type no more.
 */
function foreseen(
  { kernel, isInForce }: JointRoom,
  found: LockedInspection,
  { no, unit, item }: OnFinding,
  city: City,
  language: Language,
) {
  const place = found.places[placeIndex(found, no)];
  const { checklist } = found.units[unitIndex(found, unit)] ?? {};
  const asks = checklist?.items.find(({ code }) => code === item);
  if (place === undefined || asks === undefined || asks.answer === 'text' || asks.type === undefined) {
    throw new Problem('resource.notFound');
  }
  if (!isInForce(city, asks.type, kernel.clock.now())) {
    throw new Problem('inspection.typeGone', { params: { type: typeName(asks.type, city)[language] } });
  }
  const title = `${typeName(asks.type, city)[language]} · ${place.name[language]}`;
  return {
    typeCode: asks.type,
    requestKind: 'report' as const,
    channel: channelOf(city),
    title: [...title].slice(0, titleLength).join(''),
    place: placeOf(place, city, language),
    answers: { ...asks.answers },
  };
}

/**
 * The registration as the finding foresees it, with copies of its photos; none of one that is a matter already.
 * @throws Problem as `foreseen`.
 */
async function prepare(room: JointRoom, asked: OnFinding, city: City, language: Language) {
  const { actor, inspectionId, no, unit, item } = asked;
  return room.kernel.db.transaction().execute(async (trx) => {
    const found = await lockInspection(trx, inspectionId, visibleInspection(actor, city));
    if (found === undefined) throw new Problem('resource.notFound');
    const isIt = (one: { placeNo: number; unitId: string; item: string }) =>
      one.placeNo === no && one.unitId === unit && one.item === item;
    const body = foreseen(room, found, asked, city, language);
    const isPending = found.findings.some(
      (one) => isIt(one) && (one.state === 'open' || one.state === 'referred'),
    );
    const photos = isPending ? found.photos.filter(isIt).map(({ fileId }) => fileId) : [];
    return { ...body, evidence: await copyPhotos(room, trx, photos, actor) };
  });
}

/**
 * Registers a finding as a matter: matter and finding are written in one transaction, so that neither is without the other.
 * @throws Problem as `actOn`, `place.notYours`, and those of a registration.
 */
export async function raise(
  room: JointRoom,
  asked: OnFinding,
  { description, language }: { readonly description: string; readonly language: Language },
): Promise<MatterReceipt> {
  const { kernel, city: cities } = room;
  const { actor, commandId, inspectionId, no, unit, item } = asked;
  const city = cities.current();
  const body = await prepare(room, asked, city, language);
  return room.register({
    body: { ...body, description, commandId },
    context: { actor, language },
    endpoint: raiseFinding.id,
    alongside: async (trx, matterId) => {
      const facts = { at: kernel.clock.now(), actorId: actor.accountId, commandId };
      await actWithin(trx, city, { inspectionId, actor }, facts, {
        // Whoever may register a matter there, seeing the inspection.
        may: () => true,
        act: actAt('raise', asked),
        work: async ({ at, actorId }) => {
          await sql`UPDATE joint.inspection_findings SET state = 'raised', matter_id = ${matterId}::uuid,
            done_at = ${new Date(at)}, done_by = ${actorId} WHERE ${rowOf(inspectionId, asked)}`.execute(trx);
          return [{ kind: 'findingRaised', payload: { no, unitId: unit, item, matterId } }];
        },
      });
    },
  });
}
