import { computeDue } from '../deadline/due.ts';
import { explainDue } from '../deadline/explain.ts';
import { limitText } from '../deadline/amount-text.ts';
import type { Clock, Instant } from '../deadline/model.ts';
import type { DueInput } from '../deadline/reckon.ts';
import type { CompiledCalendar } from '../deadline/working-time.ts';
import type { Language, Text } from '../text.ts';
import type { LadderStep } from './ladder.ts';
import { following, untilShare } from './schedule.ts';

const percent = (share: number): string => `${Number((share * 100).toPrecision(4))}%`;

/** The rule of a step in words. */
export function ruleText({ when }: LadderStep): Text {
  if (when === 'due') return { zh: '到期未完成', en: 'The time is up' };
  if ('left' in when) {
    return { zh: `时限剩余 ${percent(when.left)}`, en: `${percent(when.left)} of the time is left` };
  }
  const [limit, zh, en] =
    'before' in when
      ? ([when.before, '到期前 ', ' before the time is up'] as const)
      : 'after' in when
        ? ([when.after, '到期后 ', ' after the time is up'] as const)
        : ([when.wait, '上一级发出后 ', ' after the step before'] as const);
  return { zh: `${zh}${limitText(limit, 'zh')}`, en: `${limitText(limit, 'en')}${en}` };
}

/** The reckoning behind the instant of a step; undefined where the rule says it all. */
function reckoning(
  { when }: LadderStep,
  clock: Clock,
  last: Instant | null,
  calendar: CompiledCalendar,
): DueInput | undefined {
  if (when === 'due' || 'before' in when) return undefined;
  if ('left' in when) return untilShare(clock, when.left, calendar);
  if ('after' in when) return following(clock, clock.dueAt, when.after, calendar);
  return last === null ? undefined : following(clock, last, when.wait, calendar);
}

/** How the instant of a step came about: one line a step of the reckoning, in both languages. */
export function explainStep(
  step: LadderStep,
  clock: Clock,
  last: Instant | null,
  calendar: CompiledCalendar,
): Record<Language, string[]> {
  const input = reckoning(step, clock, last, calendar);
  const steps = input === undefined ? [] : computeDue(input).steps;
  const { timeZone } = calendar.calendar;
  return { zh: explainDue(steps, 'zh', timeZone), en: explainDue(steps, 'en', timeZone) };
}
