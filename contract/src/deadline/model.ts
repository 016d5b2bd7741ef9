import { z } from 'zod';

/**
 * The four units of a limit (DOMAIN: docs/glossary.md, 紧急工作时/紧急工作日/工作时/工作日).
 * `urgent_*` run round the clock (a day is 24 h); `work_*` run in working spans only (a day is 8 h).
 */
export const limitUnits = ['urgent_hour', 'urgent_day', 'work_hour', 'work_day'] as const;
export const LimitUnit = z.enum(limitUnits);
export type LimitUnit = z.infer<typeof LimitUnit>;

export const Limit = z.object({ value: z.number().positive().max(10_000), unit: LimitUnit });
export type Limit = z.infer<typeof Limit>;

/** `3 work_day`: a number and one of the four units. */
export const LimitText = z
  .string()
  .regex(new RegExp(`^\\d+(\\.\\d+)? (${limitUnits.join('|')})$`), {
    error: `a limit as 3 work_day, with one of ${limitUnits.join(', ')}`,
  })
  .transform((text) => {
    const [value, unit] = text.split(' ');
    return { value: Number(value), unit };
  })
  .pipe(Limit);

/** Instants inside the pure modules are epoch milliseconds; on the wire they are ISO 8601 UTC. */
export type Instant = number;

/** An interval in which a clock does not run; `to` is null while the pause lasts. */
export const Pause = z.object({
  from: z.number(),
  to: z.number().nullable(),
  reason: z.string().max(60).optional(),
});
export type Pause = z.infer<typeof Pause>;

export const clockKinds = ['acceptance', 'dispatch', 'signing', 'handling', 'checking', 'callBack'] as const;
export const ClockKind = z.enum(clockKinds);
export type ClockKind = z.infer<typeof ClockKind>;

/** One clock of a matter or of one of its work orders. Rows of `matter.clocks` have this shape. */
export const Clock = z.object({
  kind: ClockKind,
  /** 0 for a clock of the matter itself, else the number of the work order. */
  workOrderNo: z.number().int().min(0),
  /** Counts restarts of the same kind on the same work order, from 1. */
  round: z.number().int().min(1),
  state: z.enum(['running', 'paused', 'stopped']),
  startedAt: z.number(),
  limit: Limit,
  /** Granted extensions, each one more limit added to the first. */
  extensions: z.array(Limit),
  pauses: z.array(Pause),
  dueAt: z.number(),
  /** True while the due time stands on a year whose legal calendar is not published yet. */
  provisional: z.boolean(),
  stoppedAt: z.number().nullable(),
  /** Set for imported matters: the source's own target replaces the computed due time and never moves. */
  fixedDueAt: z.number().nullable(),
});
export type Clock = z.infer<typeof Clock>;
