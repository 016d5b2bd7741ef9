import { matterCommands } from '@heliu/contract/matter/commands';
import { type MatterCommandKind, matterCommandKinds } from '@heliu/contract/matter/permissions';
import type { z } from 'zod';

export const isMatterCommandKind = (kind: string): kind is MatterCommandKind =>
  (matterCommandKinds as readonly string[]).includes(kind);

/** Fields in the order in which people think: what, who, why, in words, proof. */
export const fieldOrder = [
  'result',
  'reached',
  'approve',
  'grant',
  'outcome',
  'unsolvableReason',
  'verdict',
  'satisfaction',
  'audience',
  'typeCode',
  'filingCondition',
  'intoMatterId',
  'unitId',
  'toUnitId',
  'accountId',
  'role',
  'lead',
  'order',
  'assists',
  'to',
  'workOrderNos',
  'limit',
  'until',
  'reasonCode',
  'close',
  'rework',
  'note',
  'reply',
  'evidenceIds',
] as const;
export type FieldName = (typeof fieldOrder)[number];

export interface FieldSpec {
  readonly name: FieldName;
  readonly required: boolean;
}

/** The act itself and the order it acts on are chosen by its button, not in its form. */
const chosenBefore = new Set(['kind', 'workOrderNo']);

/** Fields of a command's form, read off its payload in the contract. */
export const fieldsOf = (kind: MatterCommandKind): FieldSpec[] => fieldsOfShape(matterCommands[kind].shape);

export function fieldsOfShape(shape: Readonly<Record<string, z.ZodType>>): FieldSpec[] {
  return fieldOrder
    .filter((name) => shape[name] !== undefined)
    .map((name) => ({ name, required: !(shape[name]?.safeParse(undefined).success ?? true) }));
}

/** Payload fields of a command, its form's and those chosen before. */
export const payloadNames = (kind: MatterCommandKind): string[] =>
  Object.keys(matterCommands[kind].shape).filter((name) => !chosenBefore.has(name));

/** A form's values as a payload: what was left empty is left out, `null` says "nobody" and stays. */
export function payloadOf(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const clean = cleaned(value);
    if (clean !== undefined) kept[name] = clean;
  }
  return kept;
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (Array.isArray(value)) return value.map(cleaned).filter((one) => one !== undefined);
  if (value === null || typeof value !== 'object') return value;
  const inner = payloadOf(value as Record<string, unknown>);
  return Object.keys(inner).length === 0 ? undefined : inner;
}
