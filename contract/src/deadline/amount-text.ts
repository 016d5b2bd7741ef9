import type { Language } from '../text.ts';
import type { Limit, LimitUnit } from './model.ts';
import { isContinuous } from './reckon.ts';

interface UnitName {
  readonly zh: string;
  readonly one: string;
  readonly many: string;
}

/** The names of docs/glossary.md: one for each unit, wherever it is told. */
const unitNames: Readonly<Record<LimitUnit, UnitName>> = {
  urgent_hour: { zh: '紧急工作时', one: 'urgent hour', many: 'urgent hours' },
  urgent_day: { zh: '紧急工作日', one: 'urgent day', many: 'urgent days' },
  work_hour: { zh: '工作时', one: 'working hour', many: 'working hours' },
  work_day: { zh: '工作日', one: 'working day', many: 'working days' },
};

export function limitText({ value, unit }: Limit, language: Language): string {
  const { zh, one, many } = unitNames[unit];
  const amount = Number(value.toPrecision(6));
  if (language === 'zh') return `${amount} 个${zh}`;
  return `${amount} ${amount === 1 ? one : many}`;
}

/** The unit's name where a person chooses one, which says what the urgent ones are: they run on by night and on Sundays. */
export function limitUnitText(unit: LimitUnit, language: Language): string {
  const { zh, many } = unitNames[unit];
  if (!isContinuous(unit)) return language === 'zh' ? zh : many;
  return language === 'zh' ? `${zh}（昼夜连续）` : `${many} (round the clock)`;
}

/** Hours, minutes and seconds; days are left out because a working day is no calendar day. */
export function durationText(ms: number, language: Language): string {
  const [h, min, s] = language === 'zh' ? ['小时', '分钟', '秒'] : ['h', 'min', 's'];
  const whole = Math.round(Math.abs(ms) / 1000) * 1000;
  const parts: string[] = [];
  if (whole >= 3_600_000) parts.push(`${Math.floor(whole / 3_600_000)} ${h}`);
  if (whole % 3_600_000 >= 60_000) parts.push(`${Math.floor((whole % 3_600_000) / 60_000)} ${min}`);
  if (whole % 60_000 > 0) parts.push(`${(whole % 60_000) / 1000} ${s}`);
  return `${ms < 0 ? '−' : ''}${parts.join(' ') || `0 ${min}`}`;
}
