import { z } from 'zod';
import { Command } from '../command.ts';
import { endpoint } from '../endpoint.ts';
import { Position } from '../geo.ts';
import { PageQuery, pageOf } from '../page.ts';
import { Text } from '../text.ts';
import { gridOperationKinds } from './grid-operation.ts';
import { RouteFacts, routeConditions, Routing } from './route-facts.ts';
import { Duty, Fallback, RoutingRule } from './routing-rule.ts';
import { EntryChange, EntryChanges } from './versions.ts';

/** Largest pack as a zip, and what it may unpack to. */
export const packLimitBytes = 20 * 1_048_576;
export const unpackedLimitBytes = 200 * 1_048_576;

export const CityVersion = z.object({
  versionId: z.int(),
  /** Version that the pack gave itself. */
  version: z.string(),
  importedAt: z.iso.datetime(),
  /** Account that imported it; null for the command line. */
  importedBy: z.string().nullable(),
  inForce: z.boolean(),
  changes: z.array(EntryChanges),
});
export type CityVersion = z.infer<typeof CityVersion>;

export const listCityVersions = endpoint({
  id: 'city.versions',
  method: 'GET',
  path: '/api/city/versions',
  permission: 'city.import',
  summary: 'Imports of the city pack, newest first, with what each changed',
  query: PageQuery,
  reply: pageOf(CityVersion),
});

/** A fault of a pack at the place where it is written. */
export const PackFault = z.object({
  file: z.string(),
  /** From 1; 0 where the fault is of the file as a whole. */
  line: z.int().min(0),
  what: Text,
  why: Text,
  fix: Text,
});
export type PackFault = z.infer<typeof PackFault>;

const PackSummary = z.object({ code: z.string(), name: Text, version: z.string() });

const NamedGrid = z.object({ code: z.string(), name: Text });
const GridEditBrief = z.object({
  editId: z.uuid(),
  kind: z.enum(gridOperationKinds),
  communityCode: z.string(),
  at: z.iso.datetime(),
  before: z.array(NamedGrid),
  after: z.array(NamedGrid),
});

/** Long lists of entries are cut, the counts are not. */
export const KindChanges = EntryChanges.extend({ entries: z.array(EntryChange) });
export type KindChanges = z.infer<typeof KindChanges>;

export const PackCheck = z.discriminatedUnion('status', [
  z.object({ status: z.literal('faulty'), faults: z.array(PackFault), faultCount: z.int() }),
  /** The same content is in force already: there is nothing to apply. */
  z.object({ status: z.literal('same'), pack: PackSummary }),
  z.object({
    status: z.literal('ready'),
    pack: PackSummary,
    /** For `city.apply`; kept for 24 hours. */
    uploadId: z.uuid(),
    changes: z.array(KindChanges),
    /** Units, types and places that the pack no longer has while open matters still stand on them. */
    inUse: z.array(
      z.object({
        kind: z.enum(['unit', 'type', 'place']),
        code: z.string(),
        name: Text.nullable(),
        count: z.int(),
      }),
    ),
    /** What becomes of grids changed by hand: laid over the pack, in it already, or given up because it differs there. */
    gridEdits: z.object({
      kept: z.int(),
      contained: z.array(GridEditBrief),
      dropped: z.array(GridEditBrief),
    }),
  }),
]);
export type PackCheck = z.infer<typeof PackCheck>;

/** The zip holds the files of one pack, at its root or in one folder. */
export const checkCityPack = endpoint({
  id: 'city.import',
  method: 'POST',
  path: '/api/city/packs',
  permission: 'city.import',
  summary: 'Check a city pack (multipart part `file`, a zip) and say what importing it would change',
  body: 'multipart',
  reply: PackCheck,
});

export const applyCityPack = endpoint({
  id: 'city.apply',
  method: 'POST',
  path: '/api/city/packs/apply',
  permission: 'city.import',
  summary: 'Make a checked pack the city in force',
  body: Command.extend({ uploadId: z.uuid() }),
  reply: z.object({ versionId: z.int(), version: z.string(), changes: z.array(EntryChanges) }),
});

export const RuleView = RoutingRule.extend({
  /** Its conditions in words; every one must hold. */
  conditions: z.array(z.object({ condition: z.enum(routeConditions), text: Text })),
  leadText: Text,
  assistTexts: z.array(Text),
  /** Why no matter can ever meet it; null for a rule that works. */
  deadBecause: Text.nullable(),
});
export type RuleView = z.infer<typeof RuleView>;

export const listRoutingRules = endpoint({
  id: 'city.rules',
  method: 'GET',
  path: '/api/city/rules',
  permission: 'city.read',
  summary: 'Routing rules in the order they are tried, in words; duty lists and the fallback behind them',
  reply: z.object({
    versionId: z.int(),
    rules: z.array(RuleView),
    duties: z.array(Duty),
    fallback: Fallback,
  }),
});

/** Changes nothing; a POST because the text may be long and personal. */
export const simulateRoute = endpoint({
  id: 'city.simulateRoute',
  method: 'POST',
  path: '/api/city/simulate-route',
  permission: 'city.read',
  summary: 'Who would handle such a matter, rule by rule',
  body: RouteFacts.omit({ at: true })
    .partial()
    .extend({
      /** Stands in for `placeCode`. */
      position: Position.optional(),
      /** Now when absent. */
      at: z.iso.datetime({ offset: true }).optional(),
    }),
  reply: Routing.extend({ placeCode: z.string().nullable() }),
});

const DayOff = z.object({ date: z.iso.date(), name: Text.optional() });

/** Holidays and make-up days of one year, as the State Council publishes them. */
export const LegalYear = z
  .object({
    year: z.int().min(1900).max(2999),
    holidays: z.array(DayOff).min(1).max(366),
    makeUpDays: z.array(DayOff).max(366),
  })
  .check(({ value, issues }) => {
    const seen = new Set<string>();
    for (const list of ['holidays', 'makeUpDays'] as const) {
      for (const [i, { date }] of value[list].entries()) {
        const refuse = (message: string) =>
          issues.push({ code: 'custom', input: date, path: [list, i, 'date'], message });
        if (!date.startsWith(`${value.year}-`)) refuse(`${date} is not in ${value.year}`);
        if (seen.has(date)) refuse(`${date} is listed twice; keep one of the two`);
        seen.add(date);
      }
    }
  });
export type LegalYear = z.infer<typeof LegalYear>;

export const importLegalYear = endpoint({
  id: 'city.importLegalYear',
  method: 'POST',
  path: '/api/city/legal-years',
  permission: 'city.import',
  summary:
    'Add the holidays and make-up days of a year; open matters with provisional due times are reckoned again',
  body: Command.extend({ legalYear: LegalYear }),
  reply: z.object({ versionId: z.int(), changed: z.boolean(), legalYears: z.array(z.int()) }),
});
