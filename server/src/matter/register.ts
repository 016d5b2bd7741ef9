import { randomBytes, randomUUID } from 'node:crypto';
import type { RequestKind } from '@heliu/contract/city/matter-type';
import { findCentre } from '@heliu/contract/city/pack-index';
import type { DivisionLevel } from '@heliu/contract/city/place';
import { newMatterCode } from '@heliu/contract/matter/code';
import type { OnSpotResult } from '@heliu/contract/matter/commands';
import type { Actor as RuleActor } from '@heliu/contract/matter/context';
import type { Matter } from '@heliu/contract/matter/model';
import type { MatterReceipt, PlaceInput, ReporterInput } from '@heliu/contract/matter/endpoints';
import { Problem } from '@heliu/contract/problem';
import type { FieldFault } from '@heliu/contract/problem/reply';
import type { Language } from '@heliu/contract/text';
import { type City, type Place, placeOfGrid } from '../city/index.ts';
import { findReply } from '../kernel/command.ts';
import { isPgError, type Trx } from '../kernel/db.ts';
import { uuidv7 } from '../kernel/uuid.ts';
import type { LoadedMatter } from './load.ts';
import { planRegistration } from './plan.ts';
import { inForce } from './references.ts';
import type { MatterRoom } from './room.ts';
import { inTransaction, writeChange } from './write.ts';

/** What else must stand or fall with a matter, in the transaction that writes it. */
export type Alongside = (trx: Trx, matterId: string) => Promise<void>;

export interface Registration {
  readonly commandId: string;
  readonly endpoint: string;
  readonly typeCode: string;
  readonly requestKind: RequestKind;
  readonly channel: string;
  readonly title: string;
  readonly description: string;
  readonly place: Place;
  readonly position: readonly [number, number] | null;
  readonly address: string | null;
  readonly answers: Readonly<Record<string, string>>;
  readonly fileIds: readonly string[];
  readonly claims?: ReadonlyMap<string, string>;
  readonly actor: RuleActor;
  readonly accountId: number | null;
  readonly reporter:
    | (ReporterInput & {
        readonly accountId: number | null;
        readonly language: Language;
        /** Organisation in whose name the account reports. */
        readonly organisationId?: string | undefined;
      })
    | null;
  /** Proves an anonymous report to be one's own; kept as a hash only. */
  readonly receiptCode: string | null;
  readonly centreUnitId: string;
  readonly onSpot?: Omit<OnSpotResult, 'evidenceIds'> | undefined;
  readonly fixedDueAt?: number | undefined;
  readonly alongside?: Alongside | undefined;
}

/**
 * Where something is, in the city's terms: the grid under the point, else the chosen division or grid.
 * @throws Problem `place.outside`, `place.unknown`.
 */
export function resolvePlace({ position, placeCode }: PlaceInput, city: City): Place {
  const grid = position && city.locate(position);
  if (grid !== undefined) return placeOfGrid(grid);
  if (placeCode === undefined) throw new Problem('place.outside');
  const place = city.findPlace(placeCode);
  if (place === undefined) throw new Problem('place.unknown', { params: { place: placeCode } });
  return place;
}

/** The centre that receives a matter of this place at a level, or the nearest above. */
export const receivingCentre = (city: City, place: Place, level: DivisionLevel): string =>
  findCentre(city.index, place.code, level)?.code ?? city.pack.fallback.unit;

/** @throws Problem `input.invalid` naming every code that the city does not know. */
function assertKnown(
  { typeCode, channel, answers }: Pick<Registration, 'typeCode' | 'channel' | 'answers'>,
  city: City,
  at: number,
): void {
  const faults: FieldFault[] = [];
  const type = city.index.types.get(typeCode);
  if (type === undefined || !inForce(city, typeCode, at)) {
    faults.push({ field: 'typeCode', message: `no type in force has the code ${typeCode}` });
  }
  if (!city.pack.channels.some(({ code }) => code === channel)) {
    faults.push({ field: 'channel', message: `no channel has the code ${channel}` });
  }
  for (const question of type?.questions ?? []) {
    const answer = answers[question.code];
    const options = question.options.map(({ code }) => code);
    if (answer === undefined ? question.required : !options.includes(answer)) {
      faults.push({ field: `answers.${question.code}`, message: `one of ${options.join(', ')}` });
    }
  }
  if (faults.length > 0) throw new Problem('input.invalid', { errors: faults });
}

/** Answers to what is asked of the type; others would be words that nobody looks for and nothing erases. */
function askedFor({ typeCode, answers }: Pick<Registration, 'typeCode' | 'answers'>, city: City) {
  const asked = new Set(city.index.types.get(typeCode)?.questions.map(({ code }) => code));
  return Object.fromEntries(Object.entries(answers).filter(([code]) => asked.has(code)));
}

/** What reading the new matter would give. */
const loadedFrom = ({ place, requestKind, reporter }: Registration, matter: Matter): LoadedMatter => ({
  matter,
  placePath: place.path,
  divisionCode: place.divisionCode,
  requestKind,
  reporterAccountIds: typeof reporter?.accountId === 'number' ? [reporter.accountId] : [],
});

/** Registers a matter, as far along its way as its type allows, in one statement. */
export async function register(room: MatterRoom, given: Registration): Promise<MatterReceipt> {
  const { kernel } = room;
  const city = room.city.current();
  const at = kernel.clock.now();
  assertKnown(given, city, at);
  const input = { ...given, answers: askedFor(given, city) };
  const ids = { matterId: uuidv7(at), code: newMatterCode(randomBytes(8)), reportId: randomUUID() };
  const { change, receipt } = planRegistration(city, input, ids, at);
  try {
    if (input.fileIds.length === 0 && input.alongside === undefined) {
      await room.write(change);
      room.recent.keep(loadedFrom(input, change.after));
    } else {
      await kernel.db.transaction().execute(async (trx) => {
        await input.alongside?.(trx, ids.matterId);
        if (input.fileIds.length > 0) {
          const { accountId, claims } = input;
          await room.claimEvidence(trx, input.fileIds, { accountId, claims });
        }
        await writeChange(inTransaction(trx), change);
      });
    }
    return receipt;
  } catch (error) {
    if (!(isPgError(error, '23505') || error instanceof Problem)) throw error;
    const { commandId, endpoint, accountId } = input;
    const earlier = await findReply<MatterReceipt>(kernel.db, { commandId, endpoint, accountId });
    if (earlier === undefined) throw error;
    return earlier.reply;
  }
}
