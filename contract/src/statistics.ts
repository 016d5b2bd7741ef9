import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Code, Id, Stage } from './matter/model.ts';
import { PageQuery, pageOf } from './page.ts';
import { Text } from './text.ts';

/** What the rows of the table are: `place` takes the level below the place asked for. */
export const groupings = ['type', 'unit', 'place', 'channel'] as const;
export const Grouping = z.enum(groupings);
export type Grouping = z.infer<typeof Grouping>;

/** Counts of matters in a period; docs/statistics.md defines each. */
export const figures = [
  'registered',
  'accepted',
  'filed',
  'dueToClose',
  'closed',
  'closedOnTime',
  'openOverdue',
  'exempt',
  'onSpot',
] as const;
export const Figure = z.enum(figures);
export type Figure = z.infer<typeof Figure>;

export const Figures = z.object({
  registered: z.int(),
  accepted: z.int(),
  filed: z.int(),
  /** Closed in the period, or open and past due at its end (应结案). */
  dueToClose: z.int(),
  closed: z.int(),
  /** A matter without a target counts as on time. */
  closedOnTime: z.int(),
  openOverdue: z.int(),
  /** Closed late, with an appeal granted: a fact still, left out of the on-time rates. */
  exempt: z.int(),
  /** Settled by the person who was there; counted apart, in none of the figures of closing. */
  onSpot: z.int(),
});
export type Figures = z.infer<typeof Figures>;

/** Shares between 0 and 1; null where there is nothing to divide by. */
export const Rates = z.object({
  onTimeShare: z.number().nullable(),
  closingRate: z.number().nullable(),
  onTimeClosingRate: z.number().nullable(),
});
export type Rates = z.infer<typeof Rates>;

const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

/**
 * 结案率 = closed ÷ due to close, 按期结案率 = closed on time ÷ due to close; on-time share = closed on time ÷
 * (closed + open overdue). Exempt matters are taken out of the denominators of the two on-time rates.
 */
export function ratesOf(given: Figures): Rates {
  const { closed, closedOnTime, openOverdue, dueToClose, exempt } = given;
  return {
    onTimeShare: share(closedOnTime, closed + openOverdue - exempt),
    closingRate: share(closed, dueToClose),
    onTimeClosingRate: share(closedOnTime, dueToClose - exempt),
  };
}

export const noFigures: Figures = {
  registered: 0,
  accepted: 0,
  filed: 0,
  dueToClose: 0,
  closed: 0,
  closedOnTime: 0,
  openOverdue: 0,
  exempt: 0,
  onSpot: 0,
};

export function sumOf(rows: readonly Figures[]): Figures {
  return rows.reduce((sum, row) => {
    const next = { ...sum };
    for (const figure of figures) next[figure] += row[figure];
    return next;
  }, noFigures);
}

const period = {
  /** The state is that of this instant, or of the period's end where that comes first; without it, now. */
  asOf: z.iso.datetime({ offset: true }).optional(),
  /** Local days, both inclusive; without them the period is open on that side. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  by: Grouping.default('type'),
  /** A place, with all below it. */
  place: Code.optional(),
};

const ClosingGroup = z.object({
  key: z.string(),
  name: Text,
  /** The city has it no more: a grid that was split, a unit that was dissolved. */
  former: z.boolean(),
  figures: Figures,
  rates: Rates,
});
export type ClosingGroup = z.infer<typeof ClosingGroup>;

export const getClosing = endpoint({
  id: 'statistics.closing',
  method: 'GET',
  path: '/api/statistics/closing',
  permission: 'statistics.read',
  summary: 'Matters registered, due to close, closed and overdue in a period, and their rates, by group',
  query: z.object(period),
  reply: z.object({
    /** First and last instant of the period; the state is that of the last. */
    from: z.iso.datetime().nullable(),
    until: z.iso.datetime(),
    by: Grouping,
    groups: z.array(ClosingGroup),
    total: ClosingGroup.omit({ key: true, name: true, former: true }),
  }),
});

/** A matter behind a figure, in the state of the period's end. */
export const CountedMatter = z.object({
  matterId: Id,
  code: z.string(),
  typeCode: Code,
  stage: Stage,
  registeredAt: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
  onTime: z.boolean().nullable(),
});
export type CountedMatter = z.infer<typeof CountedMatter>;

export const listCounted = endpoint({
  id: 'statistics.counted',
  method: 'GET',
  path: '/api/statistics/closing/matters',
  permission: 'statistics.read',
  summary: 'The matters behind one figure of the closing statistics, in pages: the same period and group',
  query: z.object({
    ...period,
    figure: Figure,
    /** Key of the group; without it, all of them. */
    key: z.string().max(64).optional(),
    ...PageQuery.shape,
  }),
  reply: pageOf(CountedMatter),
});

export type ClosingQuery = z.output<typeof getClosing.query>;
