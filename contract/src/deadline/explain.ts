import type { Language } from '../text.ts';
import { dayText, type WallClock, wallClock } from './local-time.ts';
import { durationText, limitText } from './amount-text.ts';
import type { Instant, Limit } from './model.ts';
import { isContinuous, limitMs } from './reckon.ts';
import type { MakeUp, PartOfDay, SkippedDays, Step, WholeDays } from './step.ts';

/** Writes steps in one language with the wall-clock times of one zone. */
class Writer {
  readonly #language: Language;
  readonly #timeZone: string;

  constructor(language: Language, timeZone: string) {
    this.#language = language;
    this.#timeZone = timeZone;
  }

  line(step: Step): string {
    switch (step.kind) {
      case 'start':
        return this.#say(
          `起算：${this.#at(step.at)}，时限 ${this.#limit(step.limit)}`,
          `Start: ${this.#at(step.at)}, limit ${this.#limit(step.limit)}`,
        );
      case 'extension':
        return this.#say(
          `延期：再加 ${this.#limit(step.limit)}`,
          `Extension: ${this.#limit(step.limit)} more`,
        );
      case 'outside':
        return this.#say(
          `${this.#at(step.at)} 不在工作时段内，自下一工作时段起计`,
          `${this.#at(step.at)} is outside working time; counting begins with the next working span`,
        );
      case 'continuous':
        return `${this.#range(step.from, step.to)}${this.#colon}${this.#counted(step.ms, step.leftMs, '连续计时', ' round the clock')}`;
      case 'part':
        return this.#part(step);
      case 'days':
        return this.#days(step);
      case 'skipped':
        return this.#skipped(step);
      case 'provisional':
        return this.#say(
          `${step.year} 年法定节假日安排尚未导入，以下按周末和固定节假日暂计`,
          `The legal calendar of ${step.year} is not imported yet; from here on weekends and fixed holidays stand in`,
        );
      case 'pause':
        return this.#pause(step.from, step.to, step.reason);
      case 'held':
        return this.#held(step.remainingMs, step.pending);
      case 'due':
        return this.#say(`到期：${this.#at(step.at)}`, `Due: ${this.#at(step.at)}`);
    }
  }

  get #colon(): string {
    return this.#say('：', ': ');
  }

  #say(zh: string, en: string): string {
    return this.#language === 'zh' ? zh : en;
  }

  #at(instant: Instant): string {
    return this.#moment(wallClock(instant, this.#timeZone));
  }

  #moment({ day, time }: WallClock): string {
    return `${dayText(day, this.#language)}${this.#say('', ' ')}${time}`;
  }

  #range(from: Instant, to: Instant): string {
    const [start, end] = [wallClock(from, this.#timeZone), wallClock(to, this.#timeZone)];
    const first = this.#moment(start);
    if (start.day === end.day) return `${first}–${end.time}`;
    if (end.day === start.day + 1 && end.time === '00:00') return `${first}–24:00`;
    return this.#say(`${first} 至 ${this.#at(to)}`, `${first} to ${this.#at(to)}`);
  }

  #dayRange(first: number, last: number): string {
    if (first === last) return dayText(first, this.#language);
    const [from, to] = [dayText(first, this.#language), dayText(last, this.#language)];
    return this.#say(`${from}至 ${to}`, `${from} to ${to}`);
  }

  #duration(ms: number): string {
    return durationText(ms, this.#language);
  }

  #limit(limit: Limit): string {
    const duration = this.#duration(limitMs(limit));
    const name = limitText(limit, this.#language);
    if (isContinuous(limit.unit)) {
      return this.#say(`${name}（昼夜连续计 ${duration}）`, `${name} (${duration} round the clock)`);
    }
    return this.#say(`${name}（工作时间 ${duration}）`, `${name} (${duration} of working time)`);
  }

  #counted(ms: number, leftMs: number, zhHow = '计', enHow = ''): string {
    const left =
      leftMs === 0
        ? this.#say('，用完', '; used up')
        : this.#say(`，余 ${this.#duration(leftMs)}`, `; ${this.#duration(leftMs)} left`);
    return this.#say(`${zhHow} ${this.#duration(ms)}`, `${this.#duration(ms)}${enHow}`) + left;
  }

  #part({ from, to, ms, leftMs, makeUp }: PartOfDay): string {
    const mark =
      makeUp === undefined ? '' : this.#say(`，${this.#makeUp(makeUp)}`, ` (${this.#makeUp(makeUp)})`);
    return `${this.#range(from, to)}${mark}${this.#colon}${this.#counted(ms, leftMs)}`;
  }

  #makeUp({ name }: MakeUp): string {
    if (name === undefined) return this.#say('调休上班', 'make-up working day');
    return this.#say(`${name.zh}调休上班`, `make-up working day for ${name.en}`);
  }

  #days({ firstDay, lastDay, days, weekendDays, ms, leftMs, makeUp }: WholeDays): string {
    const range = this.#dayRange(firstDay, lastDay) + this.#colon;
    const counted = this.#counted(ms, leftMs);
    if (makeUp !== undefined) {
      const name = this.#makeUp(makeUp);
      return range + this.#say(`${name}，全天${counted}`, `${name}, all of it, ${counted}`);
    }
    if (days === 1) return range + this.#say(`全天${counted}`, `the whole day, ${counted}`);
    const without =
      weekendDays === 0
        ? ''
        : this.#say(
            `（其间周末 ${weekendDays} 天不计）`,
            ` (${weekendDays} weekend days between them not counted)`,
          );
    return (
      range +
      this.#say(
        `${days} 个整工作日${without}，${counted}`,
        `${days} whole working days${without}, ${counted}`,
      )
    );
  }

  #skipped({ firstDay, lastDay, reason, name }: SkippedDays): string {
    const days = lastDay - firstDay + 1;
    const why = {
      weekend: this.#say('周末', 'weekend'),
      holiday: name?.[this.#language] ?? this.#say('节假日', 'public holiday'),
      noTime: this.#say('当日时钟调整，没有工作时间', 'no working time, the clocks were changed'),
    }[reason];
    const amount = this.#say(`${days} 天不计`, `${days} ${days === 1 ? 'day' : 'days'} not counted`);
    return `${this.#dayRange(firstDay, lastDay)}${this.#colon}${why}${this.#say('，', ', ')}${amount}`;
  }

  #pause(from: Instant, to: Instant | null, reason: string | undefined): string {
    const why = reason === undefined ? '' : this.#say(`（${reason}）`, ` (${reason})`);
    if (to === null) {
      return this.#say(
        `暂停${why}：自 ${this.#at(from)} 起，尚未恢复`,
        `Paused${why}: since ${this.#at(from)}, not resumed yet`,
      );
    }
    return this.#say(
      `暂停${why}：${this.#range(from, to)} 不计时`,
      `Paused${why}: ${this.#range(from, to)}, nothing counted`,
    );
  }

  #held(remainingMs: number, pending: readonly Limit[]): string {
    const more = pending.map((limit) => limitText(limit, this.#language)).join(this.#say('、', ', '));
    const including =
      pending.length === 0
        ? ''
        : this.#say(`（含尚未开始的延期 ${more}）`, ` (with extensions not begun: ${more})`);
    return this.#say(
      `暂停中，余 ${this.#duration(remainingMs)}${including}；恢复后才有到期时间`,
      `Paused with ${this.#duration(remainingMs)} left${including}; the due time is known once it resumes`,
    );
  }
}

/** One line for every step of a reckoning, in the order of time. */
export function explainDue(steps: readonly Step[], language: Language, timeZone: string): string[] {
  const writer = new Writer(language, timeZone);
  return steps.map((step) => writer.line(step));
}
