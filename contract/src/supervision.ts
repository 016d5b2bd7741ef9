import { z } from 'zod';
import { Command } from './command.ts';
import { ClockKind } from './deadline/model.ts';
import { endpoint } from './endpoint.ts';
import { Code, Id, Stage } from './matter/model.ts';
import { PageQuery, pageOf } from './page.ts';
import { recipientRoles, SupervisionLevel } from './supervision/ladder.ts';
import { Text } from './text.ts';

export { supervisionLevels, SupervisionLevel } from './supervision/ladder.ts';

/** Where a card comes from: the ladder, a supervisor (督办单), an urging (催办), a leader (批示). */
export const cardSources = ['ladder', 'supervisor', 'urge', 'leader'] as const;
export const CardSource = z.enum(cardSources);
export type CardSource = z.infer<typeof CardSource>;

/**
 * Why a card is no longer open: a higher one of the same clock stands for it, its clock or its matter came to the end, an
 * urging was acknowledged, or somebody lifted it and said why.
 */
export const endCauses = ['raised', 'clockEnded', 'matterEnded', 'acknowledged', 'lifted'] as const;
export const EndCause = z.enum(endCauses);
export type EndCause = z.infer<typeof EndCause>;

/** Whom a card is for: everybody who serves a unit, or whoever holds a role in a unit or over a place. */
export const Recipient = z.object({
  role: z.enum(recipientRoles).optional(),
  unitId: Id.optional(),
  placePath: z.string().optional(),
});
export type Recipient = z.infer<typeof Recipient>;

export const cardActs = ['acknowledge', 'reply', 'lift'] as const;
export type CardAct = (typeof cardActs)[number];

const instant = z.iso.datetime();
const NamedCode = z.object({ code: Code, name: Text });

export const CardView = z.object({
  cardId: Id,
  matterId: Id,
  matterCode: z.string(),
  title: z.string(),
  typeCode: Code,
  typeName: Text,
  stage: Stage,
  source: CardSource,
  /** Null for an urging and a leader's instruction. */
  level: SupervisionLevel.nullable(),
  clock: ClockKind.nullable(),
  workOrderNo: z.int().nullable(),
  unit: NamedCode,
  township: NamedCode.nullable(),
  recipients: z.array(z.object({ role: z.enum(recipientRoles).nullable(), name: Text })),
  /** What is asked for; null for cards of the ladder. */
  demand: z.string().nullable(),
  issuedBy: z.string().nullable(),
  reachedAt: instant,
  issuedAt: instant,
  dueAt: instant.nullable(),
  /** The clock stands still: suspended, or waiting for somebody else. */
  held: z.boolean(),
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  ended: z
    .object({ at: instant, because: EndCause, by: z.string().nullable(), reason: z.string().nullable() })
    .nullable(),
  replies: z.array(z.object({ at: instant, by: z.string(), text: z.string() })),
  allowed: z.array(z.enum(cardActs)),
});
export type CardView = z.infer<typeof CardView>;

/** What the board shows; every part narrows it. */
const boardFilters = {
  level: SupervisionLevel.optional(),
  source: CardSource.optional(),
  /** A place with all below it. */
  place: Code.optional(),
  unit: Code.optional(),
  /** Of the cards that are for me or my unit. */
  mine: z.literal('true').optional(),
  /** Of those that nobody has acknowledged yet. */
  unread: z.literal('true').optional(),
};
export const BoardQuery = z.object(boardFilters);
export type BoardQuery = z.infer<typeof BoardQuery>;

export const listCards = endpoint({
  id: 'supervision.cards',
  method: 'GET',
  path: '/api/supervision/cards',
  permission: 'supervision.read',
  summary:
    'Open cards within my sight, the longest waiting first, those whose clock is on hold last, in pages',
  query: z.object({ ...boardFilters, ...PageQuery.shape }),
  reply: pageOf(CardView),
});

const LevelCounts = z.object({
  blue: z.int(),
  yellow: z.int(),
  red: z.int(),
  /** Urgings and instructions, which have no colour. */
  other: z.int(),
});
export type LevelCounts = z.infer<typeof LevelCounts>;

const CountedGroup = NamedCode.extend({ counts: LevelCounts });
export type CountedGroup = z.infer<typeof CountedGroup>;

export const getBoard = endpoint({
  id: 'supervision.board',
  method: 'GET',
  path: '/api/supervision/board',
  permission: 'supervision.read',
  summary: 'Open cards within my sight counted by colour, town and unit',
  query: BoardQuery,
  reply: z.object({
    total: LevelCounts,
    /** Towns and units with the most red first. */
    townships: z.array(CountedGroup),
    units: z.array(CountedGroup),
  }),
});

const matterPath = z.object({ matterId: z.uuid() });

export const matterActsOfSupervision = ['issueCard', 'urge', 'instruct'] as const;

/** A step of a ladder as it stands for one clock, with the reckoning that led to its instant. */
export const LadderView = z.object({
  clock: ClockKind,
  workOrderNo: z.int(),
  ladder: Text,
  steps: z.array(
    z.object({
      code: z.string(),
      level: SupervisionLevel,
      /** Null while the clock is held before it. */
      at: instant.nullable(),
      issued: z.boolean(),
      rule: Text,
      explanation: z.object({ zh: z.array(z.string()), en: z.array(z.string()) }),
    }),
  ),
});
export type LadderView = z.infer<typeof LadderView>;

export const getSupervision = endpoint({
  id: 'supervision.ofMatter',
  method: 'GET',
  path: '/api/matters/:matterId/supervision',
  permission: 'supervision.read',
  summary: 'Cards of a matter, the ladders of its open clocks, and what I may do',
  params: matterPath,
  reply: z.object({
    cards: z.array(CardView),
    ladders: z.array(LadderView),
    allowed: z.array(z.enum(matterActsOfSupervision)),
  }),
});

const Words = z.string().trim().min(2).max(2000);
const Receipt = z.object({ cardId: Id });
const cardPath = z.object({ cardId: z.uuid() });
/** The order whose unit shall answer; without it, the unit that holds the matter. */
const workOrderNo = z.int().min(1).optional();

export const issueCard = endpoint({
  id: 'supervision.issueCard',
  method: 'POST',
  path: '/api/matters/:matterId/supervision/cards',
  permission: 'supervision.issue',
  summary: 'Issue a supervisor’s card with a demand and a time to meet it',
  params: matterPath,
  body: Command.extend({
    level: SupervisionLevel,
    demand: Words,
    dueAt: z.iso.datetime({ offset: true }),
    workOrderNo,
  }),
  reply: Receipt,
});

export const urge = endpoint({
  id: 'supervision.urge',
  method: 'POST',
  path: '/api/matters/:matterId/supervision/urgings',
  permission: 'supervision.urge',
  summary: 'Urge the unit that has the matter to get on with it',
  params: matterPath,
  body: Command.extend({ demand: Words, workOrderNo }),
  reply: Receipt,
});

export const instruct = endpoint({
  id: 'supervision.instruct',
  method: 'POST',
  path: '/api/matters/:matterId/supervision/instructions',
  permission: 'supervision.instruct',
  summary: 'Give a leader’s instruction on a matter',
  params: matterPath,
  body: Command.extend({
    demand: Words,
    dueAt: z.iso.datetime({ offset: true }).optional(),
    workOrderNo,
  }),
  reply: Receipt,
});

export const acknowledgeCard = endpoint({
  id: 'supervision.acknowledge',
  method: 'POST',
  path: '/api/supervision/cards/:cardId/acknowledge',
  permission: 'supervision.answer',
  summary: 'Acknowledge a card for the unit that has to answer; an urging ends with it',
  params: cardPath,
  body: Command,
  reply: Receipt,
});

export const replyToCard = endpoint({
  id: 'supervision.reply',
  method: 'POST',
  path: '/api/supervision/cards/:cardId/reply',
  permission: 'supervision.answer',
  summary: 'Answer a card: what was done, and what comes next',
  params: cardPath,
  body: Command.extend({ text: Words }),
  reply: Receipt,
});

export const liftCard = endpoint({
  id: 'supervision.lift',
  method: 'POST',
  path: '/api/supervision/cards/:cardId/lift',
  permission: 'supervision.lift',
  summary: 'Lift a card, saying why; the ladder of its clock goes on',
  params: cardPath,
  body: Command.extend({ reason: Words }),
  reply: Receipt,
});

const BulletinCounts = z.object({
  /** Issued in the week, by colour. */
  issued: LevelCounts,
  /** Ended in the week. */
  ended: z.int(),
  /** Open at the end of the week, by colour. */
  open: LevelCounts,
  closed: z.int(),
  openOverdue: z.int(),
  /** Of the matters due in the week; null where there were none. */
  onTimeShare: z.number().nullable(),
});
export type BulletinCounts = z.infer<typeof BulletinCounts>;

const BulletinRow = NamedCode.extend(BulletinCounts.shape);
export type BulletinRow = z.infer<typeof BulletinRow>;

export const Bulletin = z.object({
  /** Monday and Sunday of the week, local dates. */
  from: z.iso.date(),
  to: z.iso.date(),
  /** The week is not over: the figures are those of now. */
  running: z.boolean(),
  city: Text,
  place: Text,
  total: BulletinCounts,
  townships: z.array(BulletinRow),
  units: z.array(BulletinRow),
  /** Red cards open at the end of the week, the longest first; at most `redCardsMax`. */
  red: z.array(
    z.object({
      matterId: Id,
      matterCode: z.string(),
      typeName: Text,
      unit: NamedCode,
      township: NamedCode.nullable(),
      reachedAt: instant,
      dueAt: instant.nullable(),
    }),
  ),
  redTotal: z.int(),
});
export type Bulletin = z.infer<typeof Bulletin>;

export const redCardsMax = 200;

/** Any day of the week; without one, the last week that is over. */
const bulletinQuery = z.object({ day: z.iso.date().optional() });

export const getBulletin = endpoint({
  id: 'supervision.bulletin',
  method: 'GET',
  path: '/api/supervision/bulletin',
  permission: 'supervision.bulletin',
  summary: 'Weekly bulletin of supervision by town and unit, within my sight; no person is named',
  query: bulletinQuery,
  reply: Bulletin,
});

export const getBulletinFile = endpoint({
  id: 'supervision.bulletinFile',
  method: 'GET',
  path: '/api/supervision/bulletin/:format',
  permission: 'supervision.bulletin',
  summary: 'The weekly bulletin as PDF or XLSX, in the language of the reader',
  params: z.object({ format: z.enum(['pdf', 'xlsx']) }),
  query: bulletinQuery,
  reply: 'bytes',
});
