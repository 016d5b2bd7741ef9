import type { MatterType } from '@heliu/contract/city/matter-type';
import { typesInForce } from '@heliu/contract/city/catalogue';
import type { ReasonedAct } from '@heliu/contract/city/wording';
import { isReasonedCommand, type MatterCommand, reasonListOf } from '@heliu/contract/matter/commands';
import type { Matter } from '@heliu/contract/matter/model';
import { Problem } from '@heliu/contract/problem';
import type { FieldFault } from '@heliu/contract/problem/reply';
import { LRUCache } from 'lru-cache';
import type { City } from '../city/index.ts';

/**
 * Codes in a command must be of the city in force: units, reasons, types, filing conditions.
 * @throws Problem `input.invalid` naming every unknown code.
 */
export function assertReferences(command: MatterCommand, matter: Matter, city: City, at: number): void {
  const faults: FieldFault[] = [];
  const unit = (field: string, id: string | undefined) => {
    if (id !== undefined && !city.index.units.has(id)) {
      faults.push({ field, message: `no unit has the code ${id}; choose one from the list of units` });
    }
  };
  const reason = (field: string, act: ReasonedAct, code: string | undefined) => {
    if (code === undefined) return;
    const known = city.pack.reasons[act].map((entry) => entry.code);
    if (!known.includes(code)) faults.push({ field, message: `${code} is not one of ${known.join(', ')}` });
  };
  if ('toUnitId' in command) unit('toUnitId', command.toUnitId);
  if ('unitId' in command) unit('unitId', command.unitId);
  if ('order' in command) unit('order.unitId', command.order.unitId);
  if ('lead' in command) unit('lead.unitId', command.lead.unitId);
  if ('assists' in command) command.assists.forEach((order, i) => unit(`assists.${i}.unitId`, order.unitId));
  if ('reasonCode' in command && isReasonedCommand(command.kind)) {
    reason('reasonCode', reasonListOf[command.kind], command.reasonCode);
  }
  if (command.kind === 'recordPostHandlingCheck') {
    reason('rework.reasonCode', reasonListOf.rework, command.rework?.reasonCode);
    reason('close.unsolvableReason', 'unsolvable', command.close?.unsolvableReason);
  }
  if ('unsolvableReason' in command) reason('unsolvableReason', 'unsolvable', command.unsolvableReason);
  if (command.kind === 'reclassify' && !inForce(city, command.typeCode, at)) {
    faults.push({ field: 'typeCode', message: `no type in force has the code ${command.typeCode}` });
  }
  if ('filingCondition' in command && command.filingCondition !== undefined) {
    const typeCode = command.kind === 'reclassify' ? command.typeCode : matter.typeCode;
    const conditions = city.index.types.get(typeCode)?.conditions.map(({ code }) => code) ?? [];
    if (!conditions.includes(command.filingCondition)) {
      faults.push({ field: 'filingCondition', message: `the type ${typeCode} has ${conditions.join(', ')}` });
    }
  }
  if (faults.length > 0) throw new Problem('input.invalid', { errors: faults });
}

const quarterMs = 900_000;
const dates = new LRUCache<string, string>({ max: 1000 });

/**
 * Local date of an instant in the city's zone, as `YYYY-MM-DD`. Every zone's midnight falls on a quarter of an hour, so
 * the date is looked up once a quarter: asking Intl costs as much as the rest of a registration's checks.
 */
function localDate(city: City, at: number): string {
  const quarter = Math.floor(at / quarterMs);
  const key = `${city.pack.timeZone} ${quarter}`;
  const known = dates.get(key);
  if (known !== undefined) return known;
  const date = new Date(quarter * quarterMs).toLocaleDateString('sv-SE', { timeZone: city.pack.timeZone });
  dates.set(key, date);
  return date;
}

const inForceByDay = new WeakMap<City, { day: string; codes: Set<string> }>();

/** Types that new matters may have on the day of `at`. */
export const typesOpenOn = (city: City, at: number): MatterType[] =>
  typesInForce(city.pack, localDate(city, at));

/** Whether new matters may have this type on the day of `at`. */
export function inForce(city: City, typeCode: string, at: number): boolean {
  const day = localDate(city, at);
  let known = inForceByDay.get(city);
  if (known?.day !== day) {
    known = { day, codes: new Set(typesInForce(city.pack, day).map(({ code }) => code)) };
    inForceByDay.set(city, known);
  }
  return known.codes.has(typeCode);
}
