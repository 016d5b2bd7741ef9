import { randomBytes, randomUUID } from 'node:crypto';
import { newMatterCode } from '@heliu/contract/matter/code';
import type { MatterCommand } from '@heliu/contract/matter/commands';
import type { CityPack } from '@heliu/contract/city/pack';
import type { Role } from '@heliu/contract/permission';
import type pg from 'pg';
import type { City } from '../src/city/index.ts';
import { beginTelling, type Telling } from '../src/intake/tell.ts';
import { uuidv7 } from '../src/kernel/uuid.ts';
import { copyStories, type MatterStory } from '../src/matter/index.ts';
import { testPack } from './city.ts';

/**
 * A month as a city published it. The stories below know the counts of the four kinds of ending and nothing of the
 * rates; due times come from limits and calendar.
 */
export interface PublishedMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly accepted: number;
  readonly filed: number;
  readonly dueToClose: number;
  readonly closed: number;
  readonly closedOnTime: number;
}

export const tianmen: PublishedMonth = {
  month: '2016-12',
  accepted: 1054,
  filed: 996,
  dueToClose: 972,
  closed: 911,
  closedOnTime: 737,
};

/** The published table does not tell filed from accepted. */
export const lianyungang: PublishedMonth = {
  month: '2017-04',
  accepted: 26_898,
  filed: 26_898,
  dueToClose: 24_932,
  closed: 23_974,
  closedOnTime: 22_345,
};

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The test city with calendars of the two months. */
export const goldenPack = (): CityPack => {
  const pack = testPack();
  return { ...pack, calendar: { ...pack.calendar, legalYears: [2016, 2017] } };
};

const staff = (accountId: number, role: Role, unitIds: readonly string[]) => ({
  kind: 'staff' as const,
  accountId: String(accountId),
  roles: [role],
  unitIds,
  reporterId: null,
});
const operator = staff(1, 'operator', []);
const handler = staff(2, 'handler', ['water']);
const verifier = staff(3, 'verifier', []);

type Ending = 'declined' | 'onTime' | 'late' | 'overdue' | 'notDue';

/** The instants of a month in Shanghai. */
const monthOf = ({ month }: PublishedMonth) => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return {
    start: Date.UTC(year, number - 1, 1) - 8 * hour,
    end: Date.UTC(year, number, 1) - 8 * hour - 1,
  };
};

function open(city: City, at: number, index: number): Telling {
  const place = city.findPlace(`g${1 + (index % 2)}`);
  if (place === undefined) throw new Error('the test city has two grids');
  return beginTelling(
    city,
    {
      commandId: randomUUID(),
      endpoint: 'matter.register',
      typeCode: 'HAND-02',
      requestKind: 'complaint',
      channel: 'hotline',
      title: `案件 ${index}`,
      description: '',
      place,
      position: null,
      address: null,
      answers: {},
      fileIds: [],
      actor: operator,
      accountId: 1,
      reporter: null,
      receiptCode: null,
      centreUnitId: index % 2 === 0 ? 'centre-t1' : 'centre-t2',
    },
    { matterId: uuidv7(at), code: newMatterCode(randomBytes(8)), reportId: randomUUID() },
    at,
  );
}

type Command = Exclude<MatterCommand, { kind: 'register' }>;

const pass: Command = {
  kind: 'recordPostHandlingCheck',
  result: 'passed',
  evidenceIds: [],
  close: { outcome: 'solved' },
};
const feedBack: Command = { kind: 'feedBack', workOrderNo: 1, outcome: 'solved', evidenceIds: [] };

function handlingDue(telling: Telling): number {
  const clock = telling.matter().clocks.find(({ kind }) => kind === 'handling');
  if (clock === undefined) throw new Error('a dispatched matter has a handling clock');
  return clock.dueAt;
}

/** Every third one that was closed is taken up again after the month: the month must not notice. */
function afterTheMonth(telling: Telling, index: number, end: number): void {
  const isClosed = telling.matter().stage === 'closed';
  if (isClosed && index % 3 === 0) {
    telling.take({
      command: { kind: 'reopen', reasonCode: 'other' },
      actor: operator,
      at: end + 2 * day,
    });
  }
  if (!isClosed && index % 2 === 0) {
    telling.take({ command: feedBack, actor: handler, at: end + 3 * day });
    telling.take({ command: pass, actor: verifier, at: end + 3 * day + hour });
  }
}

/** Closed on time: fed back before the due time, checked after it now and then, as the clock stands still meanwhile. */
function handleInTime(telling: Telling, index: number): void {
  const due = handlingDue(telling);
  telling.take({ command: feedBack, actor: handler, at: index % 7 === 0 ? due - minute : due - 2 * hour });
  telling.take({ command: pass, actor: verifier, at: index % 2 === 0 ? due - hour : due + hour });
}

function tell(city: City, ending: Ending, index: number, { start, end }: { start: number; end: number }) {
  const early = start + (index % 18) * day + 9 * hour + (index % 480) * minute;
  const at = ending === 'notDue' ? end - 20 * hour + (index % 600) * minute : early;
  const telling = open(city, at, index);
  const by = (command: Command, actor: typeof operator, after: number) =>
    telling.take({ command, actor, at: at + after * minute });
  by({ kind: 'accept' }, operator, 5);
  if (ending === 'declined') {
    by({ kind: 'decline', reasonCode: 'other' }, operator, 15);
    return telling.story();
  }
  by({ kind: 'file', filingCondition: 'HAND-02-1' }, operator, 10);
  by({ kind: 'dispatch', lead: { unitId: 'water' }, assists: [] }, operator, 20);
  by({ kind: 'signFor', workOrderNo: 1 }, handler, 40);
  if (ending === 'onTime') handleInTime(telling, index);
  if (ending === 'late') {
    const due = handlingDue(telling);
    telling.take({ command: feedBack, actor: handler, at: due + minute });
    telling.take({ command: pass, actor: verifier, at: due + hour });
  }
  afterTheMonth(telling, index, end);
  return telling.story();
}

/** The stories of a published month, one matter for each counted there. */
function* storiesOf(city: City, published: PublishedMonth): Generator<MatterStory> {
  const { accepted, filed, dueToClose, closed, closedOnTime } = published;
  const month = monthOf(published);
  const endings: readonly (readonly [Ending, number])[] = [
    ['declined', accepted - filed],
    ['onTime', closedOnTime],
    ['late', closed - closedOnTime],
    ['overdue', dueToClose - closed],
    ['notDue', filed - dueToClose],
  ];
  let index = 0;
  for (const [ending, count] of endings) {
    for (let i = 0; i < count; i += 1, index += 1) yield tell(city, ending, index, month);
  }
}

const atOnce = 500;

/** Copies the stories of a month into a database, in portions. */
export async function copyMonth(
  pool: pg.Pool,
  city: City,
  published: PublishedMonth,
  onCopied: (matters: number) => void = () => {},
): Promise<void> {
  let portion: MatterStory[] = [];
  let matters = 0;
  const copy = async () => {
    await copyStories(pool, portion);
    matters += portion.length;
    portion = [];
    onCopied(matters);
  };
  for (const story of storiesOf(city, published)) {
    portion.push(story);
    if (portion.length === atOnce) await copy();
  }
  await copy();
}
