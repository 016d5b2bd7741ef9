import { compileCalendar } from '../../deadline/working-time.ts';
import type { Role } from '../../permission.ts';
import type { MatterCommand } from '../commands.ts';
import type { Actor, DecideContext, Decision, Route } from '../context.ts';
import { decide } from '../decide.ts';
import type { MatterEvent } from '../events.ts';
import type { Matter } from '../model.ts';
import { LifeCycleRules, MatterTypeRules } from '../rules.ts';

/** A small city for the tests of this room: two centres, three departments, their people, one resident. */
export const calendar = compileCalendar({
  timeZone: 'Asia/Shanghai',
  spans: [
    ['08:00', '12:00'],
    ['14:00', '18:00'],
  ],
  weekend: [6, 7],
  fixedHolidays: [],
  holidays: [],
  makeUpDays: [],
  legalYears: [2026, 2027, 2028, 2029],
});

const staff = (accountId: string, unitId: string, ...roles: Role[]): Actor => ({
  kind: 'staff',
  accountId,
  roles,
  unitIds: [unitId],
  reporterId: null,
});

export const people = {
  operator: staff('operator', 'centre', 'operator'),
  supervisor: staff('supervisor', 'centre', 'supervisor'),
  verifier: staff('verifier', 'centre', 'verifier'),
  water: staff('water-1', 'water', 'handler'),
  roads: staff('roads-1', 'roads', 'handler'),
  parks: staff('parks-1', 'parks', 'handler'),
  leader: staff('leader', 'district', 'leader'),
  resident: { kind: 'reporter', accountId: null, roles: [], unitIds: [], reporterId: 'report-1' },
  system: { kind: 'system', accountId: null, roles: [], unitIds: [], reporterId: null },
} as const satisfies Record<string, Actor>;

/** The district's centre stands above the other. */
export const isAbove = (upper: string, lower: string): boolean => upper === 'district' && lower === 'centre';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
/** Monday 9 March 2026, 09:00 in Shanghai. */
export const monday = Date.parse('2026-03-09T01:00Z');

export const workDays = (value: number) => ({ value, unit: 'work_day' as const });

export const type = (over: Partial<MatterTypeRules> = {}): MatterTypeRules => ({
  ...MatterTypeRules.parse({ typeCode: 'leak' }),
  limits: {
    acceptance: { value: 2, unit: 'urgent_hour' },
    dispatch: { value: 4, unit: 'work_hour' },
    signing: workDays(1),
    handling: workDays(5),
    checking: workDays(2),
    callBack: workDays(3),
  },
  ...over,
});

export const rules = (over: Partial<LifeCycleRules> = {}): LifeCycleRules => ({
  ...LifeCycleRules.parse({}),
  ...over,
});

export const registration = (over: Partial<Extract<MatterCommand, { kind: 'register' }>> = {}) =>
  ({
    kind: 'register',
    matterId: 'm-1',
    code: 'ABCDEFGHJKM',
    typeCode: 'leak',
    channel: 'phone',
    gridId: 'grid-1',
    divisionCode: '500117001001',
    centreUnitId: 'centre',
    reporterId: 'report-1',
    ...over,
  }) as const satisfies MatterCommand;

type Extra = { route?: Route; counterpart?: Matter };

/** Walks one matter through its commands; every refusal is an error unless it is asked for. */
export class Walk {
  matter: Matter | null = null;
  counterpart: Matter | null = null;
  now = monday;
  readonly events: MatterEvent[] = [];
  readonly rules: LifeCycleRules;
  readonly type: MatterTypeRules;

  constructor(over: { rules?: Partial<LifeCycleRules>; type?: Partial<MatterTypeRules> } = {}) {
    this.rules = rules(over.rules);
    this.type = type(over.type);
  }

  context(actor: Actor, extra: Extra = {}): DecideContext {
    return { now: this.now, actor, rules: this.rules, type: this.type, calendar, isAbove, ...extra };
  }

  try(actor: Actor, command: MatterCommand, extra: Extra = {}): Decision {
    return decide(this.matter, command, this.context(actor, extra));
  }

  do(actor: Actor, command: MatterCommand, extra: Extra = {}): Matter {
    const decision = this.try(actor, command, extra);
    if (!decision.ok) throw new Error(`${command.kind} refused: ${JSON.stringify(decision.refusal)}`);
    this.matter = decision.matter;
    this.counterpart = decision.counterpart;
    this.events.push(...decision.events);
    return decision.matter;
  }

  /** Code of the refusal; `null` if the command is taken after all. */
  refusal(actor: Actor, command: MatterCommand, extra: Extra = {}): string | null {
    const decision = this.try(actor, command, extra);
    return decision.ok ? null : decision.refusal.code;
  }

  get state(): Matter {
    if (this.matter === null) throw new Error('nothing registered yet');
    return this.matter;
  }

  pass(ms: number): this {
    this.now += ms;
    return this;
  }

  /** Registered, accepted, filed. */
  toFiled(): this {
    this.do(people.resident, registration());
    this.do(people.operator, { kind: 'accept' });
    this.do(people.operator, { kind: 'file', filingCondition: 'leak-1' });
    return this;
  }

  toDispatched(...assistUnitIds: string[]): this {
    this.toFiled();
    const assists = assistUnitIds.map((unitId) => ({ unitId }));
    this.do(people.operator, { kind: 'dispatch', lead: { unitId: 'water' }, assists });
    return this;
  }

  toHandling(...assistUnitIds: string[]): this {
    this.toDispatched(...assistUnitIds);
    this.do(people.water, { kind: 'signFor', workOrderNo: 1 });
    return this;
  }

  toChecking(): this {
    this.toHandling();
    this.do(people.water, { kind: 'feedBack', workOrderNo: 1, outcome: 'solved', evidenceIds: [] });
    return this;
  }

  toClosed(): this {
    this.toChecking();
    this.do(people.verifier, {
      kind: 'recordPostHandlingCheck',
      result: 'passed',
      evidenceIds: [],
      close: { outcome: 'solved', reply: '已修好。' },
    });
    return this;
  }
}
