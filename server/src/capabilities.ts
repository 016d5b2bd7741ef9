import type { Actor } from './kernel/actor.ts';
import { recordRefusal } from './kernel/refusals.ts';
import type { Jobs } from './kernel/jobs.ts';
import type { Capability, Kernel } from './kernel/kernel.ts';
import type { Listener } from './kernel/listen.ts';
import { createRateLimit } from './kernel/rate-limit.ts';
import type { Context } from './kernel/route.ts';
import { type CityCapability, createCity } from './city/index.ts';
import { createDemo, demoAccounts } from './demo/index.ts';
import { createEnrolment, endWithAccount, movePeople } from './enrolment/index.ts';
import { createExport } from './export/index.ts';
import { createHotline } from './hotline/index.ts';
import { createJoint } from './joint/index.ts';
import { createKeys, type KeysCapability } from './keys/index.ts';
import { createEvidence, type EvidenceCapability } from './evidence/index.ts';
import { createLive, type LiveHooks } from './live/index.ts';
import { createMails, findMailSighting } from './mails/index.ts';
import { createOpen311 } from './open311/index.ts';
import { createMap } from './map/index.ts';
import {
  conditionsOf,
  createMatter,
  createReader,
  createRecent,
  createWriter,
  erasureChore,
  findSighting,
  holdingsOf,
  linkedFiles,
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
import { assertRepresents, createOrganisation, findOrganisationFile, soleOf } from './organisation/index.ts';
import { createPatrol, placesBelow, placesOfPlan } from './patrol/index.ts';
import {
  accountsOnGrids,
  changeChannel,
  createPeople,
  findActors,
  officersOf,
  openAccount,
  type PeopleCapability,
  postsHeld,
} from './people/index.ts';
import { createRegisters, premisesIn } from './registers/index.ts';
import { createSign } from './sign/index.ts';
import { closingOf, createStatistics } from './statistics/index.ts';
import { createSupport } from './support/index.ts';
import { createWebhooks } from './webhooks/index.ts';
import { createSupervision } from './supervision/index.ts';

export interface Capabilities {
  readonly all: readonly Capability[];
  readonly people: PeopleCapability;
  readonly keys: KeysCapability;
  readonly city: CityCapability;
  readonly matter: MatterRoom;
}

type AnyContext = Context<Actor | null>;

/** One key per signed-in account, and per address for everybody else. */
const keyOf = ({ actor, clientAddress }: AnyContext): string =>
  actor === null ? `address ${clientAddress}` : `account ${actor.accountId}`;

/** A key sees what staff see, and is a program. */
const isStaff = (actor: Actor | null): boolean =>
  actor?.key === undefined && actor?.grants.some(({ role }) => role !== 'resident') === true;

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
    officersOf: (path) => officersOf(kernel.db, path),
    standingOn: (gridCodes) => standingOn(kernel.db, gridCodes),
    accountsOn: (gridCodes) => accountsOnGrids(kernel.db, gridCodes),
    moveRoles: movePeople,
  });
  const people = createPeople(
    kernel,
    { listener, jobs },
    {
      city,
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
    jointOf(matter),
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

/** What a file belongs to: a matter, an organisation, or a mail that may become a matter. */
const findFile = async (matter: MatterRoom, actor: Actor, fileId: string) =>
  (await findSighting(matter, actor, fileId)) ??
  (await findOrganisationFile(matter, actor, fileId)) ??
  findMailSighting(matter.kernel.db, matter.city.current(), actor, fileId);

/** How often files are uploaded: an officer comes back from a day without a network with all of its photos at once. */
function uploadLimit({ clock }: Kernel): (context: AnyContext) => Promise<void> {
  const uploads = createRateLimit(clock, { burst: 30, perMinute: 10 });
  const ofStaff = createRateLimit(clock, { burst: 200, perMinute: 30 });
  return async (context) => (isStaff(context.actor) ? ofStaff : uploads).take(keyOf(context));
}

/** What the matter capability is told of the others. */
function matterRoom(
  kernel: Kernel,
  {
    city,
    people,
    evidence,
  }: {
    readonly city: CityCapability;
    readonly people: PeopleCapability;
    readonly evidence: EvidenceCapability;
  },
): MatterRoom {
  return {
    kernel,
    city,
    read: createReader(kernel.pool),
    write: createWriter(kernel.pool),
    recent: createRecent(),
    secret: kernel.config.secret ?? '',
    limitReports: limitOf(kernel, { burst: 10, perMinute: 1 }),
    limitLookUps: limitOf(kernel, { burst: 30, perMinute: 6 }),
    sendEvidence: (file, context) => evidence.send(file, context),
    limitPictures: limitOf(kernel, { burst: 120, perMinute: 60 }),
    assertRepresents: (accountId, id) => assertRepresents(kernel.db, accountId, id),
    limitRecoveries: recoveryLimit(kernel),
    receipts: {
      mail: people.messages.mail,
      sms: people.messages.sms,
      send: (trx, message) => people.messages.send(trx, { ...message, template: 'receipt' }),
    },
    claimEvidence: async (trx, fileIds, by) => {
      await evidence.claim(trx, fileIds, by);
    },
    describeEvidence: (matterId) => describeEvidence(kernel, evidence, matterId),
  };
}

/** Decisions of units that met become work orders by the life cycle of matters. */
const jointOf = (matter: MatterRoom): Capability =>
  createJoint({
    kernel: matter.kernel,
    city: matter.city,
    visible,
    unitsServed,
    sendable: (actor, matterIds) => sendable(matter, actor, matterIds),
    planOrder: (actor, order) => planOrder(matter, actor, order),
    placesIn: async (city, paths) =>
      placesBelow(city, paths, await premisesIn(matter.kernel.db, city, paths)),
    placesOfPlan: async (city, paths, plan) =>
      placesOfPlan(city, paths, plan, await premisesIn(matter.kernel.db, city, paths)),
    mayRegister,
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
  const callers = createRateLimit(kernel.clock, { burst: 20, perMinute: 10 });
  const knowledge = createRateLimit(kernel.clock, { burst: 200, perMinute: 300 });
  return createHotline({
    kernel,
    city,
    matter,
    limitCallers: ({ accountId }) => callers.take(String(accountId)),
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
    limitReads: (clientAddress) => reads.take(clientAddress),
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
      openAccount: (trx, account, facts) =>
        openAccount(trx, { ...account, kind: 'key', passwordHash: null, language: 'zh', grants: [] }, facts),
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

/** Reports are erased together with the files that came with them. */
const erasing = (matter: MatterRoom, evidence: EvidenceCapability): Capability => ({
  routes: [],
  chores: [erasureChore(matter, (trx, fileIds) => evidence.erase(trx, fileIds))],
});

/** A limit for each asker. */
function limitOf({ clock }: Kernel, rate: { burst: number; perMinute: number }) {
  const limit = createRateLimit(clock, rate);
  return async (context: AnyContext): Promise<void> => limit.take(keyOf(context));
}

/** Few for whoever asks, and fewer for the address asked for, so that nobody's mailbox is filled. */
function recoveryLimit({ clock }: Kernel): MatterRoom['limitRecoveries'] {
  const askers = createRateLimit(clock, { burst: 6, perMinute: 0.5 });
  const contacts = createRateLimit(clock, { burst: 3, perMinute: 0.1 });
  return async (context, contact) => {
    askers.take(keyOf(context));
    contacts.take(contact);
  };
}

/** Photos and files of a matter, in the order they were given. */
async function describeEvidence(
  { db }: Kernel,
  evidence: EvidenceCapability,
  matterId: string,
): ReturnType<MatterRoom['describeEvidence']> {
  const links = await linkedFiles(db, matterId);
  const files = await evidence.describe(
    db,
    links.map(({ fileId }) => fileId),
  );
  return links.flatMap((link) => {
    const file = files.get(link.fileId);
    return file === undefined
      ? []
      : [{ ...link, kind: file.kind, mediaType: file.mediaType, name: file.name, bytes: file.bytes }];
  });
}

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
