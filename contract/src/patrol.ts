import { z } from 'zod';
import { Slug } from './city/matter-type.ts';
import { DivisionLevel, PlaceCode } from './city/place.ts';
import { Command, CommandId } from './command.ts';
import { endpoint } from './endpoint.ts';
import { Position } from './geo.ts';
import { Id } from './matter/model.ts';
import { PageQuery, pageOf } from './page.ts';
import { PatrolPlan } from './patrol/plan.ts';
import { Instant } from './people/field.ts';
import { Text } from './text.ts';

const Day = z.iso.date();

/** A visit made without a network arrives within these days, or counts no more. */
export const visitKeptDays = 7;

export const PatrolPlace = z.object({
  plan: Slug,
  /** Unique in its plan. */
  code: PlaceCode,
  kind: z.enum(['grid', 'landmark', 'premises']),
  name: Text,
  /** Grid or division that a matter found here gets. */
  placeCode: PlaceCode,
  position: Position,
});

export const Round = PatrolPlace.extend({
  /** In a grid that I answer for; what else I am shown lies in my places, and I may stand in there. */
  mine: z.boolean(),
  /** Days of the present period on which somebody was there. */
  days: z.array(Day),
  done: z.int(),
  due: z.boolean(),
});
export type Round = z.infer<typeof Round>;

export const listRounds = endpoint({
  id: 'patrol.rounds',
  method: 'GET',
  path: '/api/patrol/rounds',
  permission: 'patrol.visit',
  summary: 'Plans of the city, and the places in my grids that they go to, with what is due today',
  reply: z.object({
    timeZone: z.string(),
    plans: z.array(PatrolPlan),
    rounds: z.array(Round),
  }),
});
export type Rounds = z.infer<typeof listRounds.reply>;

/** Item → `yes` or `no`, an option's code, or words. */
export const Answers = z.record(Slug, z.string().trim().min(1).max(500));

/** Problems `patrol.planUnknown`, `patrol.placeUnknown`, `patrol.answersAmiss`, `patrol.visitTooOld`. */
export const recordVisit = endpoint({
  id: 'patrol.recordVisit',
  method: 'POST',
  path: '/api/patrol/visits',
  permission: 'patrol.visit',
  summary: 'Record that a place was visited: answers to the checklist, and findings that were reported',
  body: Command.extend({
    plan: Slug,
    place: PlaceCode,
    visitedAt: Instant,
    answers: Answers,
    /** What was reported of it: the commandId under which each matter was registered. */
    findings: z
      .array(z.object({ item: Slug, reportId: CommandId }))
      .max(20)
      .default([]),
  }),
  reply: z.object({ visitId: Id }),
});

/** Of the places of a plan: how many there are, were visited, were visited as often as the plan says; and findings. */
const Coverage = z.object({
  places: z.int(),
  visited: z.int(),
  complete: z.int(),
  findings: z.int(),
});
export type Coverage = z.infer<typeof Coverage>;

const CoveredPlace = z.object({
  code: PlaceCode,
  name: Text,
  level: z.enum([...DivisionLevel.options, 'grid']),
});

const coverageQuery = {
  /** The first of the city without it. */
  plan: Slug.optional(),
  /** The widest of my places without it. */
  place: PlaceCode.optional(),
  /** Periods before the present one. */
  back: z.coerce.number().int().min(0).max(12).default(0),
};

/** Measures places: nothing in it says who was there. */
export const getCoverage = endpoint({
  id: 'patrol.coverage',
  method: 'GET',
  path: '/api/patrol/coverage',
  permission: 'patrol.read',
  summary: 'Share of the places of a patrol plan that were visited in a period, by town, community and grid',
  query: z.object(coverageQuery),
  reply: z.object({
    plans: z.array(PatrolPlan),
    /** Null in a city without plans. */
    plan: Slug.nullable(),
    from: Day.nullable(),
    to: Day.nullable(),
    /** The place asked for, after those above it that are mine too, outermost first. */
    line: z.array(CoveredPlace),
    total: Coverage,
    rows: z.array(CoveredPlace.extend({ coverage: Coverage })),
  }),
});

export const CoveragePlace = PatrolPlace.omit({ plan: true, position: true }).extend({
  days: z.array(Day),
  done: z.int(),
  /** Of the last visit in the period. */
  last: z
    .object({ answers: Answers, findings: z.array(z.object({ item: Slug, matterId: Id.nullable() })) })
    .nullable(),
});
export type CoveragePlace = z.infer<typeof CoveragePlace>;

export const listCoveragePlaces = endpoint({
  id: 'patrol.places',
  method: 'GET',
  path: '/api/patrol/places',
  permission: 'patrol.read',
  summary:
    'Places of a patrol plan, on which days of a period each was visited, and what the last visit found',
  query: PageQuery.extend({
    ...coverageQuery,
    plan: Slug,
    /** Only those that were not visited as often as the plan says. */
    open: z.enum(['true', 'false']).default('false'),
  }),
  reply: pageOf(CoveragePlace),
});
