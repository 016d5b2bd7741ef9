import type { MatterCommand } from '@heliu/contract/matter/commands';
import type { Actor as RuleActor, DecideContext } from '@heliu/contract/matter/context';
import type { MatterReceipt } from '@heliu/contract/matter/endpoints';
import type { Matter } from '@heliu/contract/matter/model';
import { Problem } from '@heliu/contract/problem';
import type { City } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { findReply } from '../kernel/command.ts';
import { isPgError, type Trx } from '../kernel/db.ts';
import { isAbove } from './custody.ts';
import type { MatterRoom } from './room.ts';
import { findOnward, type LoadedMatter, loadMatter } from './load.ts';
import { can, isMatterCommand, mayRead, ruleActor } from './policy.ts';
import type { Alongside } from './register.ts';
import { assertReferences } from './references.ts';
import { decideOrThrow, planAct, planCounterpart } from './plan.ts';
import type { ActFacts, EvidenceFacts } from './rows.ts';
import { inTransaction, type MatterChange, type Runner, writeChange } from './write.ts';

/** Who gives a command: staff under the policy, a reporter already recognised by the report, or the engine itself. */
export type Giver =
  | { readonly as: 'staff'; readonly actor: Actor }
  | { readonly as: 'reporter'; readonly reportId: string; readonly accountId: number | null }
  | { readonly as: 'system' };

export interface Act {
  /** Id or public code. */
  readonly ref: string;
  readonly command: Exclude<MatterCommand, { kind: 'register' }>;
  readonly commandId: string;
  readonly endpoint: string;
  readonly expectedVersion?: number | undefined;
  readonly giver: Giver;
  /** Claims of files uploaded without an account. */
  readonly claims?: ReadonlyMap<string, string>;
  readonly alongside?: Alongside;
}

const attempts = 5;

/**
 * Carries out a command on a matter: reads it, asks policy and life cycle, and writes everything in one statement. A
 * matter that moves on in between is read again. A repeat of a command gets its first reply.
 * @throws Problem `resource.notFound`, `auth.forbidden`, `resource.changed`, `command.refused`, `input.invalid`.
 */
export async function act(room: MatterRoom, request: Act): Promise<MatterReceipt> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const recalled = attempt === 0 ? room.recent.recall(request.ref) : undefined;
    const outcome = await attemptAct(room, request, recalled);
    if (outcome !== undefined) return outcome;
  }
  throw new Problem('resource.changed');
}

const accountOf = (giver: Giver): number | null =>
  giver.as === 'staff' ? giver.actor.accountId : giver.as === 'reporter' ? giver.accountId : null;

/** Refusals that a command may meet because it was carried out before: the matter went on by it, or it has the files. */
const mayRepeat = ({ status, code }: Problem): boolean =>
  status === 409 || status === 412 || code === 'evidence.unclaimable';

/** @returns undefined when the matter has moved on, and is to be read and decided again. */
async function attemptAct(
  room: MatterRoom,
  request: Act,
  recalled: LoadedMatter | undefined,
): Promise<MatterReceipt | undefined> {
  const { kernel } = room;
  const loaded = recalled ?? (await room.read(request.ref));
  if (loaded === undefined) throw new Problem('resource.notFound');
  const record = {
    commandId: request.commandId,
    endpoint: request.endpoint,
    accountId: accountOf(request.giver),
  };
  try {
    return await carryOut(room, request, loaded);
  } catch (error) {
    if (recalled !== undefined && error instanceof Problem) return undefined;
    if (!isPgError(error, '23505') && !(error instanceof Problem && mayRepeat(error))) throw error;
    const earlier = await findReply<MatterReceipt>(kernel.db, record);
    if (earlier === undefined) throw error;
    return earlier.reply;
  }
}

function authorise({ giver, command }: Act, loaded: LoadedMatter, city: City): RuleActor {
  if (giver.as === 'system') {
    return { kind: 'system', accountId: null, roles: [], unitIds: [], reporterId: null };
  }
  if (giver.as === 'reporter') {
    const accountId = giver.accountId === null ? null : String(giver.accountId);
    return { kind: 'reporter', accountId, roles: ['resident'], unitIds: [], reporterId: giver.reportId };
  }
  if (!mayRead(giver.actor, loaded, city)) throw new Problem('resource.notFound');
  const orderNo = 'workOrderNo' in command ? command.workOrderNo : undefined;
  if (!isMatterCommand(command.kind) || !can(giver.actor, command.kind, loaded, city, orderNo)) {
    throw new Problem('auth.forbidden');
  }
  return ruleActor(giver.actor, loaded, city);
}

/** What the life cycle needs to know of the city for a command; `now` is the caller's. */
export function contextFor(
  city: City,
  command: MatterCommand,
  matter: Matter,
  actor: RuleActor,
): Omit<DecideContext, 'now'> {
  const typeCode = command.kind === 'reclassify' ? command.typeCode : matter.typeCode;
  const condition =
    'filingCondition' in command && command.filingCondition !== undefined
      ? command.filingCondition
      : (matter.filingCondition ?? undefined);
  return {
    actor,
    rules: city.pack.lifeCycle,
    type: city.typeRules(typeCode, condition),
    calendar: city.calendar,
    isAbove: (upper, lower) => isAbove(city, upper, lower),
  };
}

interface Planned {
  readonly change: MatterChange;
  /** The other matter of a merge. */
  readonly second: MatterChange | undefined;
  readonly receipt: MatterReceipt;
}

/** What is needed to decide a command, without writing it. */
export interface DecidingRoom {
  readonly kernel: Pick<MatterRoom['kernel'], 'pool' | 'clock'>;
  readonly city: Pick<MatterRoom['city'], 'current'>;
}

/** What a command will leave behind, as policy and life cycle allow it on the matter as it was read. */
export async function planned(room: DecidingRoom, request: Act, loaded: LoadedMatter): Promise<Planned> {
  const { command, expectedVersion } = request;
  const { matter } = loaded;
  const city = room.city.current();
  const actor = authorise(request, loaded, city);
  if (expectedVersion !== undefined && expectedVersion !== matter.version)
    throw new Problem('resource.changed');
  assertReferences(command, matter, city, room.kernel.clock.now());
  const other = await counterpartOf(room, request, matter, city);
  const context: DecideContext = {
    ...contextFor(city, command, matter, actor),
    now: room.kernel.clock.now(),
    ...(other === undefined ? {} : { counterpart: other.matter }),
  };
  const decided = decideOrThrow(matter, command, context);
  const facts: ActFacts = {
    actorId: accountOf(request.giver),
    commandId: request.commandId,
    at: context.now,
  };
  const { change, receipt } = planAct({
    before: matter,
    placePath: placePathAfter(city, loaded, decided.matter),
    command,
    decided,
    facts,
    endpoint: request.endpoint,
    evidence: evidenceOf(request),
  });
  return {
    change,
    second: other && planCounterpart(other.matter, other.placePath, decided, facts),
    receipt,
  };
}

async function carryOut(
  room: MatterRoom,
  request: Act,
  loaded: LoadedMatter,
): Promise<MatterReceipt | undefined> {
  const { change, second, receipt } = await planned(room, request, loaded);
  if (!(await writeAll(room, request, change, second))) return undefined;
  room.recent.keep({ ...loaded, placePath: change.placePath, matter: change.after });
  return receipt;
}

const placePathAfter = (city: City, { matter, placePath }: LoadedMatter, after: Matter): string =>
  after.gridId === matter.gridId || after.gridId === null
    ? placePath
    : (city.findPlace(after.gridId)?.path ?? placePath);

/** The matter that another one is merged into, or was; of a reporter's comment the one where it goes on. */
async function counterpartOf(
  room: DecidingRoom,
  { command, giver }: Act,
  matter: Matter,
  city: City,
): Promise<LoadedMatter | undefined> {
  if (command.kind === 'addComment' && giver.as === 'reporter') {
    return findOnward(room.kernel.pool, matter);
  }
  const ref =
    command.kind === 'merge'
      ? command.intoMatterId
      : command.kind === 'undoMerge'
        ? matter.merge?.intoMatterId
        : undefined;
  if (ref === undefined) return undefined;
  const other = await loadMatter(room.kernel.pool, ref);
  if (giver.as === 'staff') {
    if (!mayRead(giver.actor, other, city)) throw new Problem('resource.notFound');
    if (!can(giver.actor, 'merge', other, city)) throw new Problem('auth.forbidden');
  }
  return other;
}

function evidenceOf({ command, giver }: Act): EvidenceFacts[] {
  const ids = 'evidenceIds' in command ? command.evidenceIds : [];
  const workOrderNo = 'workOrderNo' in command && command.workOrderNo > 0 ? command.workOrderNo : null;
  const reportId = giver.as === 'reporter' ? giver.reportId : null;
  return ids.map((fileId) => ({ fileId, workOrderNo, reportId }));
}

/** One statement on the pool where that is enough; a transaction where files are claimed or two matters change. */
async function writeAll(
  room: MatterRoom,
  request: Act,
  main: MatterChange,
  second: MatterChange | undefined,
): Promise<boolean> {
  const { kernel } = room;
  const alone = second === undefined && main.evidence.length === 0 && request.alongside === undefined;
  if (alone) return room.write(main);
  return kernel.db
    .transaction()
    .execute(async (trx: Trx) => {
      const run: Runner = inTransaction(trx);
      await request.alongside?.(trx, main.after.matterId);
      if (main.evidence.length > 0) {
        const files = main.evidence.map(({ file_id: fileId }) => fileId);
        await room.claimEvidence(trx, files, {
          accountId: accountOf(request.giver),
          claims: request.claims,
        });
      }
      const changes = second === undefined ? [main] : [main, second];
      for (const change of changes) if (!(await writeChange(run, change))) throw new MovedOn();
      return true;
    })
    .catch((error: unknown) => {
      if (error instanceof MovedOn || isPgError(error, '40P01')) return false;
      throw error;
    });
}

/** Rolls a transaction back because a matter changed since it was read. */
class MovedOn extends Error {}
