import { randomBytes, randomUUID } from 'node:crypto';
import { newMatterCode } from '../../contract/src/matter/code.ts';
import type { MatterCommand } from '../../contract/src/matter/commands.ts';
import type { City } from '../../server/src/city/index.ts';
import { loadCity } from '../../server/src/city/store.ts';
import { openDatabase } from '../../server/src/kernel/db.ts';
import { uuidv7 } from '../../server/src/kernel/uuid.ts';
import { contextFor } from '../../server/src/matter/act.ts';
import { decideOrThrow, planAct, planRegistration } from '../../server/src/matter/plan.ts';
import { receivingCentre, resolvePlace } from '../../server/src/matter/register.ts';
import { type MatterChange } from '../../server/src/matter/write.ts';
import { createWriter } from '../../server/src/matter/writer.ts';
import type { BenchCity } from './city.ts';

/** What the limit's own process is told. */
export interface LimitTask {
  readonly url: string;
  readonly typeCode: string;
  readonly unitId: string;
  readonly channel: string;
  readonly positions: readonly (readonly [number, number])[];
  readonly operatorId: number;
  readonly handlerId: number;
  readonly verifierId: number;
  readonly clients: number;
  readonly lifeCycles: number;
}

export const limitTask = (bench: BenchCity, clients: number, lifeCycles: number): LimitTask => ({
  url: bench.url,
  typeCode: bench.typeCode,
  unitId: bench.unitId,
  channel: bench.city.pack.channels.find(({ by }) => by === 'operator')?.code ?? '',
  positions: bench.grids.map(({ centre }) => centre),
  operatorId: bench.operator.accountId,
  handlerId: bench.handler.accountId,
  verifierId: bench.verifier.accountId,
  clients,
  lifeCycles,
});

type Act = readonly [Exclude<MatterCommand, { kind: 'register' }>, number];

const staff = (id: number, unitIds: string[] = []) => ({
  kind: 'staff' as const,
  accountId: String(id),
  roles: [],
  unitIds,
  reporterId: null,
});

function planReport(city: City, task: LimitTask, no: number, at: number): MatterChange {
  const [lng, lat] = task.positions[no % task.positions.length] ?? [0, 0];
  const place = resolvePlace({ position: [lng, lat] }, city);
  const registration = {
    commandId: randomUUID(),
    endpoint: 'matter.register',
    typeCode: task.typeCode,
    requestKind: 'help' as const,
    channel: task.channel,
    title: `路灯不亮 ${no}`,
    description: '幸福路口的路灯三天不亮，晚上出行不便，请尽快修理。',
    place,
    position: [lng, lat] as const,
    address: '幸福路口',
    answers: {},
    fileIds: [],
    actor: staff(task.operatorId),
    accountId: task.operatorId,
    reporter: { name: '王女士', phone: '13800000000', accountId: null, language: 'zh' as const },
    receiptCode: null,
    centreUnitId: receivingCentre(city, place, 'township'),
  };
  const ids = { matterId: uuidv7(at), code: newMatterCode(randomBytes(8)), reportId: randomUUID() };
  return planRegistration(city, registration, ids, at).change;
}

const actsOf = ({ handlerId, verifierId }: LimitTask): readonly Act[] => [
  [{ kind: 'signFor', workOrderNo: 1 }, handlerId],
  [
    { kind: 'feedBack', workOrderNo: 1, outcome: 'solved', note: '已更换灯具，恢复照明。', evidenceIds: [] },
    handlerId,
  ],
  [
    {
      kind: 'recordPostHandlingCheck',
      result: 'passed',
      evidenceIds: [],
      close: { outcome: 'solved', reply: '路灯已修复，感谢反映。' },
    },
    verifierId,
  ],
];

function planLifeCycle(city: City, task: LimitTask, no: number): MatterChange[] {
  const at = Date.now();
  const first = planReport(city, task, no, at);
  const changes = [first];
  let before = first.after;
  for (const [command, accountId] of actsOf(task)) {
    const actor = staff(accountId, accountId === task.handlerId ? [task.unitId] : []);
    const decided = decideOrThrow(before, command, { ...contextFor(city, command, before, actor), now: at });
    const { change } = planAct({
      before,
      placePath: first.placePath,
      command,
      decided,
      facts: { actorId: accountId, commandId: randomUUID(), at },
      endpoint: `matter.${command.kind}`,
      evidence: [],
    });
    changes.push(change);
    before = change.after;
  }
  return changes;
}

/**
 * The limit: the same four durable transactions of a life cycle, each in the one round trip it cannot do without,
 * decided beforehand and driven straight over `pg` from a process of its own. No HTTP, sessions, policy or reading.
 */
async function run(task: LimitTask): Promise<void> {
  const { db, pool, close } = openDatabase(task.url, task.clients);
  const city = await loadCity(db);
  if (city === undefined) throw new Error('no city');
  const plans = Array.from({ length: task.lifeCycles }, (_, no) => planLifeCycle(city, task, no));
  const write = createWriter(pool);
  const queue = plans.values();
  const client = async () => {
    for (const changes of queue) for (const change of changes) await write(change);
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: task.clients }, client));
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(JSON.stringify({ perSecond: task.lifeCycles / seconds }));
  await close();
}

const given = process.argv[2];
if (import.meta.main && given !== undefined) await run(JSON.parse(given) as LimitTask);
