import { z } from 'zod';
import { Problem } from '../problem.ts';
import type { FieldFault } from '../problem/reply.ts';
import type { Language, Text } from '../text.ts';
import { limitText } from './amount-text.ts';
import { computeDue } from './due.ts';
import { explainDue } from './explain.ts';
import { firstYear, lastYear } from './calendar.ts';
import { isoInZone } from './local-time.ts';
import { Limit, limitUnits, type LimitUnit, type Pause } from './model.ts';
import type { CompiledCalendar } from './working-time.ts';

/** Options of `heliu due` as typed. */
export interface DueOptions {
  readonly from?: string | undefined;
  readonly limit?: string | undefined;
  readonly extend?: readonly string[] | undefined;
  readonly pause?: readonly string[] | undefined;
}

/** What `heliu due --json` prints. `due` is null while the last pause is open; `remainingMs` is then what is left. */
export interface DueReport {
  readonly from: string;
  readonly limit: Text;
  readonly due: string | null;
  readonly dueUtc: string | null;
  readonly remainingMs: number;
  readonly provisional: boolean;
  readonly timeZone: string;
  readonly trace: readonly Text[];
}

const unitWords: Readonly<Record<string, LimitUnit>> = {
  紧急工作时: 'urgent_hour',
  紧急工作日: 'urgent_day',
  工作时: 'work_hour',
  工作日: 'work_day',
};
const unitList = limitUnits.join(', ');

/** Collects what is wrong with every option, so that all of it is told at once. */
class Faults {
  readonly list: FieldFault[] = [];
  readonly #language: Language;

  constructor(language: Language) {
    this.#language = language;
  }

  add(field: string, zh: string, en: string): undefined {
    this.list.push({ field, message: this.#language === 'zh' ? zh : en });
    return undefined;
  }
}

/** Seconds may be left out. */
const InstantText = z.union([
  z.iso.datetime({ offset: true }),
  z.iso.datetime({ offset: true, precision: -1 }),
]);

function findInstant(text: string): number | undefined {
  const year = Number(text.slice(0, 4));
  const known = year >= firstYear && year <= lastYear && InstantText.safeParse(text).success;
  return known ? Date.parse(text) : undefined;
}

function readFrom(text: string | undefined, faults: Faults): number | undefined {
  if (text === undefined) {
    return faults.add(
      '--from',
      '缺少起算时间；请加上如 --from 2026-09-30T17:30+08:00',
      'the start is missing; add it, as in --from 2026-09-30T17:30+08:00',
    );
  }
  return (
    findInstant(text) ??
    faults.add(
      '--from',
      `“${text}”不是 ${firstYear} 至 ${lastYear} 年间带时区偏移的 ISO 8601 时间；请写成如 2026-09-30T17:30+08:00`,
      `“${text}” is no ISO 8601 time with an offset in the years ${firstYear} to ${lastYear}; write it as 2026-09-30T17:30+08:00`,
    )
  );
}

function readLimit(field: string, text: string, faults: Faults): Limit | undefined {
  const [, number = '', word = ''] = /^\s*(\S*?)\s*([a-z_]+|[\u4e00-\u9fff]+)\s*$/.exec(text) ?? [];
  const unit = limitUnits.find((known) => known === word) ?? unitWords[word];
  if (unit === undefined) {
    return faults.add(
      field,
      `“${text}”没有可识别的单位；请写成如 "3 work_day"，单位为 ${unitList}`,
      `“${text}” has no known unit; write it as "3 work_day" with one of ${unitList}`,
    );
  }
  const limit = Limit.safeParse({ value: /^\d+(\.\d+)?$/.test(number) ? Number(number) : Number.NaN, unit });
  if (limit.success) return limit.data;
  return faults.add(
    field,
    `“${text}”的数量应大于 0 且不超过 10000，可带小数；请写成如 "0.5 work_day"`,
    `“${text}” needs an amount above 0 and up to 10000, fractions allowed; write it as "0.5 work_day"`,
  );
}

function readPause(text: string, faults: Faults): Pause | undefined {
  const [first = '', last, ...rest] = text.split('/');
  const from = findInstant(first);
  const to = last === '' ? null : findInstant(last ?? '');
  if (from === undefined || to === undefined || rest.length > 0) {
    return faults.add(
      '--pause',
      `“${text}”不是两个带时区偏移的时间；请写成 起/止，如 2026-10-08T09:00+08:00/2026-10-08T11:00+08:00，尚未恢复的暂停把“止”留空`,
      `“${text}” must be FROM/TO, two times with an offset, as 2026-10-08T09:00+08:00/2026-10-08T11:00+08:00; leave TO empty for a pause that lasts`,
    );
  }
  if (to !== null && to <= from) {
    return faults.add(
      '--pause',
      `“${text}”的结束时间应晚于开始时间；请核对两个时间的先后`,
      `“${text}” must end after it begins; check the order of its two times`,
    );
  }
  return { from, to };
}

const present = <T>(values: readonly (T | undefined)[]): T[] => values.filter((value) => value !== undefined);

function readOptions(options: DueOptions, language: Language) {
  const faults = new Faults(language);
  const from = readFrom(options.from, faults);
  const limit =
    options.limit === undefined
      ? faults.add(
          '--limit',
          '缺少时限；请加上如 --limit "3 work_day"',
          'the limit is missing; add it, as in --limit "3 work_day"',
        )
      : readLimit('--limit', options.limit, faults);
  const extensions = (options.extend ?? []).map((text) => readLimit('--extend', text, faults));
  const pauses = (options.pause ?? []).map((text) => readPause(text, faults));
  if (from === undefined || limit === undefined || faults.list.length > 0) {
    throw new Problem('input.invalid', { errors: faults.list });
  }
  return { from, limit, extensions: present(extensions), pauses: present(pauses) };
}

/**
 * The answer of `heliu due`. Faults are told in `language`; the trace comes in both.
 *
 * @throws Problem `input.invalid` naming every bad option, `deadline.calendarEnds` past the last legal year.
 */
export function dueReport(options: DueOptions, calendar: CompiledCalendar, language: Language): DueReport {
  const input = readOptions(options, language);
  const due = computeDue({ ...input, calendar, provisional: 'error' });
  const { timeZone } = calendar.calendar;
  const { steps } = due;
  const english = explainDue(steps, 'en', timeZone);
  return {
    from: isoInZone(input.from, timeZone),
    limit: { zh: limitText(input.limit, 'zh'), en: limitText(input.limit, 'en') },
    due: due.dueAt === null ? null : isoInZone(due.dueAt, timeZone),
    dueUtc: due.dueAt === null ? null : new Date(due.dueAt).toISOString(),
    remainingMs: due.remainingMs,
    provisional: due.provisional,
    timeZone,
    trace: explainDue(steps, 'zh', timeZone).map((zh, index) => ({ zh, en: english[index] ?? '' })),
  };
}

/** The report for people: the trace, then the due time by itself on the last line for scripts that read text. */
export function dueReportText({ trace, due }: DueReport, language: Language): string {
  return [...trace.map((line) => line[language]), ...(due === null ? [] : [due])].join('\n');
}
