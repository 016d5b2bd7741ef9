import { z } from 'zod';
import { Text } from '../text.ts';
import { RequestKind, Slug, TypeCode } from './matter-type.ts';
import { PlaceCode } from './place.ts';
import { UnitCode } from './unit.ts';

/** What a route may depend on. Null where it is not known yet: no condition on it holds then. */
export const RouteFacts = z.object({
  typeCode: TypeCode.nullable(),
  requestKind: RequestKind.nullable(),
  channel: Slug.nullable(),
  /** Grid, or a division where the place is known no closer. */
  placeCode: PlaceCode.nullable(),
  /** Epoch milliseconds; rules see the city's local time. */
  at: z.number(),
  text: z.string().max(20_000),
  /** Question → answer. */
  answers: z.record(Slug, Slug),
});
export type RouteFacts = z.infer<typeof RouteFacts>;

export const routeConditions = [
  'family',
  'class',
  'type',
  'kind',
  'channel',
  'area',
  'time',
  'text',
  'answer',
  'none',
] as const;

/** One condition of a rule held against the facts. */
export const RouteCheck = z.object({
  condition: z.enum(routeConditions),
  passed: z.boolean(),
  text: Text,
});
export type RouteCheck = z.infer<typeof RouteCheck>;

/** One target of a rule, and the unit it came to; null where it names nobody here. */
export const RouteTargetStep = z.object({
  role: z.enum(['lead', 'assist']),
  unitCode: UnitCode.nullable(),
  text: Text,
});
export type RouteTargetStep = z.infer<typeof RouteTargetStep>;

/** Stands for the fallback where a rule's code is asked for; no rule may be called so. */
export const fallbackRuleCode = 'fallback';

/** One rule tried. The fallback is the last step where no rule before it was chosen. */
export const RouteStep = z.object({
  ruleCode: Slug,
  ruleName: Text,
  note: Text.nullable(),
  outcome: z.enum(['chosen', 'notMatched', 'noUnit']),
  checks: z.array(RouteCheck),
  targets: z.array(RouteTargetStep),
});
export type RouteStep = z.infer<typeof RouteStep>;

export const Routing = z.object({
  leadUnitCode: UnitCode,
  assistUnitCodes: z.array(UnitCode),
  /** `fallback` where no rule decided. */
  ruleCode: Slug,
  /** Every rule in order up to the one chosen, each with what held and what did not. */
  steps: z.array(RouteStep).min(1),
});
export type Routing = z.infer<typeof Routing>;
