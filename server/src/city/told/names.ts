import type { MatterClass, MatterType } from '@heliu/contract/city/matter-type';
import type { PackHeader } from '@heliu/contract/city/pack-header';
import type { Unit } from '@heliu/contract/city/unit';
import type { Text } from '@heliu/contract/text';
import type { Entry } from '../entry.ts';

type Named = 'unit' | 'place' | 'type' | 'channel' | 'rule';

const wanted: Readonly<Record<string, readonly Named[]>> = {
  unit: ['unit'],
  unitCode: ['unit'],
  units: ['unit'],
  parentCode: ['unit', 'place'],
  divisionCode: ['place'],
  communityCode: ['place'],
  gridCodes: ['place'],
  areas: ['place'],
  within: ['place'],
  code: ['place', 'unit'],
  type: ['type'],
  typeCode: ['type'],
  types: ['type'],
  classes: ['type'],
  classCode: ['type'],
  leads: ['type'],
  assists: ['type'],
  disputes: ['type'],
  referrals: ['type'],
  channel: ['channel'],
  channels: ['channel'],
  inspectionChannel: ['channel'],
  routing: ['rule'],
};

const kinds: Readonly<Record<string, Named>> = {
  unit: 'unit',
  division: 'place',
  grid: 'place',
  class: 'type',
  type: 'type',
  rule: 'rule',
};

/** What stands behind the codes that a pack uses. */
export interface Names {
  readonly units: ReadonlyMap<string, Unit>;
  /** Name of what the code in this part of a pack stands for; undefined for what is no code. */
  find(key: string, code: string): Text | undefined;
  findNamed(kind: Named, code: string): Text | undefined;
  findQuestion(code: string): Text | undefined;
  findAnswer(question: string, code: string): Text | undefined;
}

/** Of several states of a city; what a later one says goes before what an earlier one did. */
export function namesIn(...states: readonly (readonly Entry[])[]): Names {
  const names = new Map<string, Text>();
  const units = new Map<string, Unit>();
  const asked = new Map<string, Text>();
  for (const { kind, code, document } of states.flat()) {
    const named = kinds[kind];
    if (named !== undefined) names.set(`${named} ${code}`, (document as MatterClass).name);
    if (kind === 'unit') units.set(code, document as Unit);
    if (kind === 'type') addQuestions(asked, document as MatterType);
    if (kind !== 'setting' || code !== 'channels') continue;
    for (const channel of document as PackHeader['channels'])
      names.set(`channel ${channel.code}`, channel.name);
  }
  return {
    units,
    find: (key, code) =>
      (wanted[key] ?? []).map((kind) => names.get(`${kind} ${code}`)).find((name) => name !== undefined),
    findNamed: (kind, code) => names.get(`${kind} ${code}`),
    findQuestion: (code) => asked.get(code),
    findAnswer: (question, code) => asked.get(`${question} ${code}`),
  };
}

function addQuestions(asked: Map<string, Text>, { questions }: MatterType): void {
  for (const { code, text, options } of questions) {
    asked.set(code, text);
    for (const option of options) asked.set(`${code} ${option.code}`, option.text);
  }
}
