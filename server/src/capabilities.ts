import type { Actor } from './kernel/actor.ts';
import { recordRefusal } from './kernel/refusals.ts';
import type { Jobs } from './kernel/jobs.ts';
import type { Capability, Kernel } from './kernel/kernel.ts';
import type { Listener } from './kernel/listen.ts';
import { networkOf } from './kernel/network.ts';
import { createRateLimit } from './kernel/rate-limit.ts';
import { createSharedRateLimit } from './kernel/shared-rate-limit.ts';
import { type CityCapability, createCity } from './city/index.ts';
import { createDemo, demoAccounts } from './demo/index.ts';
import { createEnrolment, endWithAccount, movePeople } from './enrolment/index.ts';
import { createExport } from './export/index.ts';
import { createHotline } from './hotline/index.ts';
import { createJoint } from './joint/index.ts';
import { createKeys, type KeysCapability } from './keys/index.ts';
import { createEvidence, type EvidenceCapability } from './evidence/index.ts';
import { createLive, type LiveHooks } from './live/index.ts';
import { createMails, withoutMails } from './mails/index.ts';
import { createOpen311 } from './open311/index.ts';
import { createMap } from './map/index.ts';
import {
  conditionsOf,
  createMatter,
  holdingsOf,
  inForce,
  mayRegister,
  maySee,
  type MatterRoom,
  openMattersOn,
  ownReports,
  pastPlaces,
  planOrder,
  registerAsStaff,
  releaseHolder,
  reportersOf,
  sendable,
  sightOf,
  standingOn,
  unitsServed,
  visible,
} from './matter/index.ts';
import { createNotices, type NoticesCapability, type SystemNotice } from './notices/index.ts';
import { createOrganisation, soleOf } from './organisation/index.ts';
import { createPatrol, placesBelow, placesOfPlan } from './patrol/index.ts';
import {
  accountsOnGrids,
  changeChannel,
  createPeople,
  findActors,
  officersOf,
  openKeyAccount,
  type PeopleCapability,
  postsHeld,
} from './people/index.ts';
import { createRegisters, premisesIn } from './registers/index.ts';
import { createSign } from './sign/index.ts';
import { closingOf, createStatistics } from './statistics/index.ts';
import { createSupport } from './support/index.ts';
import { createWebhooks } from './webhooks/index.ts';
import { createSupervision } from './supervision/index.ts';
import { keyOf, limitOf, uploadLimit } from './limits.ts';
import { erasing, findFile, matterRoom } from './matter-room.ts';

export interface Capabilities {
  readonly all: readonly Capability[];
  readonly people: PeopleCapability;
  readonly keys: KeysCapability;
  readonly city: CityCapability;
  readonly matter: MatterRoom;
}

/** The list of capabilities, and what each is told of the others. */
export async function createCapabilities(
  kernel: Kernel,
  { listener, jobs }: { readonly listener: Listener; readonly jobs: Jobs },
): Promise<Capabilities> {
  const searches = createRateLimit(kernel.clock, { burst: 200, perMinute: 300 });
  const city = await createCity(kernel, listener, {
    limitSearches: (context) => searches.take(keyOf(context)),
    pastPlaces: (actor, text, limit) => pastPlaces(matter, actor, text, limit),
    openMatters: (codes) => openMattersOn(kernel.db, codes),
    officersOf: (path, language) => officersOf(kernel.db, path, language),
    standingOn: (gridCodes) => standingOn(kernel.db, gridCodes),
    accountsOn: (gridCodes) => accountsOnGrids(kernel.db, gridCodes),
    moveRoles: movePeople,
  });
  const people = createPeople(
    kernel,
    { listener, jobs },
    {
      city,
      narrowed: (actor) => withoutMails(actor, city.findCurrent()),
      onRelease: (trx, release) =>
        endWithAccount(trx, release).then(() => releaseHolder(matter, trx, release)),
      demoAccounts: () => accountsToTry(kernel, city),
      holdings: (accountId) => holdingsOf(kernel.db, accountId),
      spokenFor: (accountId) => soleOf(kernel.db, accountId),
    },
  );
  const keys = keysOf(kernel, listener, city);
  const limitUploads = uploadLimit(kernel);
  const findOf = (actor: Actor, fileId: string) => findFile(matter, actor, fileId);
  const evidence = createEvidence(kernel, { findSighting: findOf, limitUploads });
  const matter = matterRoom(kernel, { city, people, evidence });
  const map = createMap(kernel, { city, mattersIn: conditionsOf });
  const statistics = createStatistics(kernel, { city, visible });
  const supervision = supervisionOf(kernel, city);
  const live = await createLive(kernel, listener, liveHooks(kernel, listener, city));
  const rooms = [
    people,
    keys,
    city,
    evidence,
    createMatter(matter, listener),
    map,
    statistics,
    createDemo(kernel),
    open311Of(kernel, { city, matter, evidence, keys }),
    exportOf(kernel, city),
  ];
  const notices = noticesOf(matter);
  const desks = [hotlineOf(matter), mailsOf(matter, { evidence, jobs, notices })];
  const own = [
    jointOf(matter, evidence),
    organisationOf(matter, evidence),
    ...desks,
    notices,
    webhooksOf(matter, notices),
  ];
  const all = [...rooms, supervision, ...placesOf(kernel, city), ...own, erasing(matter, evidence), live];
  return { all, people, keys, city, matter };
}

/** What is known of places and of who lives there: enrolments, rounds, signs, registers and support visits. */
const placesOf = (kernel: Kernel, city: CityCapability): Capability[] => [
  createPatrol({ kernel, city, premisesIn: (now, paths) => premisesIn(kernel.db, now, paths) }),
  createEnrolment({ kernel, city }),
  createSign({ kernel, city }),
  createRegisters({ kernel, city, visible }),
  createSupport({ kernel, city }),
];

/** Decisions of units that met become work orders by the life cycle of matters. */
const jointOf = (matter: MatterRoom, evidence: EvidenceCapability): Capability =>
  createJoint({
    kernel: matter.kernel,
    city: matter.city,
    evidence,
    visible,
    unitsServed,
    sendable: (actor, matterIds) => sendable(matter, actor, matterIds),
    planOrder: (actor, order) => planOrder(matter, actor, order),
    placesIn: async (city, paths) =>
      placesBelow(city, paths, await premisesIn(matter.kernel.db, city, paths)),
    placesOfPlan: async (city, paths, plan) =>
      placesOfPlan(city, paths, plan, await premisesIn(matter.kernel.db, city, paths)),
    mayRegister,
    isInForce: inForce,
    register: (wanted) => registerAsStaff(matter, wanted),
  });

/** Codes and addresses are not to be tried by the dozen. */
const organisationOf = (matter: MatterRoom, evidence: EvidenceCapability): Capability =>
  createOrganisation({
    kernel: matter.kernel,
    city: matter.city,
    claimEvidence: async (trx, fileIds, accountId) => {
      await evidence.claim(trx, fileIds, { accountId });
    },
    describeEvidence: (db, fileIds) => evidence.describe(db, fileIds),
    demandsOf: (organisationId, page) => ownReports(matter, { organisationId }, page),
    limitAsking: limitOf(matter.kernel, { burst: 10, perMinute: 1 }),
  });

function exportOf(kernel: Kernel, city: CityCapability): Capability {
  const exports = createRateLimit(kernel.clock, { burst: 10, perMinute: 1 });
  return createExport({
    kernel,
    city,
    mattersIn: conditionsOf,
    limit: ({ accountId }) => exports.take(String(accountId)),
  });
}

/** Numbers are tried by an operator now and then; words are looked up with every sign that is typed. */
function hotlineOf(matter: MatterRoom): Capability {
  const { kernel, city } = matter;
  const callers = createSharedRateLimit(kernel, 'caller', { burst: 20, perMinute: 10 });
  const knowledge = createRateLimit(kernel.clock, { burst: 200, perMinute: 300 });
  return createHotline({
    kernel,
    city,
    matter,
    limitCallers: ({ accountId }) => callers.take(accountId),
    limitKnowledge: (context) => knowledge.take(keyOf(context)),
  });
}

const supervisionOf = (kernel: Kernel, city: CityCapability) =>
  createSupervision({
    kernel,
    city,
    visible,
    unitsServed,
    postsHeld,
    closing: (actor, query) => closingOf({ kernel, city, visible }, actor, query),
  });

/** Mails become matters by the same command as everything else that an operator is told. */
function mailsOf(
  matter: MatterRoom,
  {
    evidence,
    jobs,
    notices,
  }: {
    readonly evidence: EvidenceCapability;
    readonly jobs: Jobs;
    readonly notices: NoticesCapability;
  },
): Capability {
  const { kernel, city } = matter;
  return createMails({
    kernel,
    city,
    matter,
    evidence,
    jobs,
    tellAdministrators: (trx, notice) => notices.tellAdministrators(trx, notice),
  });
}

function open311Of(
  kernel: Kernel,
  rooms: Pick<Parameters<typeof createOpen311>[0], 'city' | 'matter' | 'evidence' | 'keys'>,
): Capability {
  const reads = createRateLimit(kernel.clock, { burst: 60, perMinute: 120 });
  const lookUps = createRateLimit(kernel.clock, { burst: 60, perMinute: 30 });
  return createOpen311({
    ...rooms,
    kernel,
    limitReads: (clientAddress) => reads.take(networkOf(clientAddress)),
    limitLookUps: (asker) => lookUps.take(asker),
    onRefusal: (endpoint, actor, code) => recordRefusal(kernel, endpoint, actor, code),
  });
}

const keysOf = (kernel: Kernel, listener: Listener, city: CityCapability): KeysCapability =>
  createKeys({
    kernel,
    listener,
    hooks: {
      findCurrent: () => city.findCurrent(),
      openAccount: openKeyAccount,
    },
  });

/** Offered on the sign-in page of the demo. */
function accountsToTry({ config }: Kernel, city: CityCapability) {
  const current = config.demo ? city.findCurrent() : undefined;
  return current === undefined ? [] : demoAccounts(current);
}

const liveHooks = ({ db, clock }: Kernel, listener: Listener, city: CityCapability): LiveHooks => ({
  sightOf: (actor) => {
    const now = city.findCurrent();
    return now === undefined ? { placePaths: [], unitIds: [] } : sightOf(actor, now);
  },
  onCityChanged: (handle) => city.onChange(handle),
  reportersOf: (subjects, accountIds) => reportersOf(db, subjects, accountIds),
  actorsOf: (sessionIds) => findActors(db, sessionIds, clock.now()),
  onAccountChanged: (handle) => listener.on(changeChannel, (accountId) => handle(Number(accountId))),
});

/** What tells people of events. */
const noticesOf = (matter: MatterRoom): NoticesCapability =>
  createNotices(matter.kernel, {
    city: matter.city,
    sightOf,
    maySee: (actor, id) => maySee(matter, actor, id),
  });

/** What tells other systems of events. */
const webhooksOf = ({ kernel, city }: MatterRoom, notices: NoticesCapability): Capability =>
  createWebhooks(kernel, {
    city,
    onDisabled: (trx, { name }) => notices.tellAdministrators(trx, webhookOff(name)),
  });

const webhookOff = (name: string): SystemNotice => ({
  rule: 'webhook-disabled',
  status: { zh: '事件推送已停用', en: 'Webhook switched off' },
  body: {
    zh: `“${name}”连续三天没有接收任何事件，已停用。请联系对方修复后在“事件推送”中恢复，期间的事件会依次补发。`,
    en: `“${name}” has taken no event for three days and is switched off. Have it repaired and resume it under Webhooks: what happened meanwhile is sent then.`,
  },
});
