import { wallClock } from '@heliu/contract/deadline/local-time';
import { dateOf } from '@heliu/contract/deadline/calendar';
import { spellMatterCode } from '@heliu/contract/matter/code';
import type { Matter } from '@heliu/contract/matter/model';
import { isEventKind } from '@heliu/contract/matter/events';
import { reasonActOf } from '@heliu/contract/matter/reasons';
import type { NoticeField, NoticeRule } from '@heliu/contract/notices/rule';
import { fill, type Language, languages, type Text } from '@heliu/contract/text';
import type { City } from '../city/index.ts';
import { publicDue } from '../matter/index.ts';
import { type Occurrence, unitTold } from './happening.ts';

/** Whose reasons an event's code is out of; a closing has one where it could not be solved. */
const actOf = (on: Occurrence['on']) => {
  if (on === 'matter.closed') return 'unsolvable';
  return isEventKind(on) ? reasonActOf(on) : undefined;
};

const unsaid: Text = { zh: '见办理记录', en: 'see the record' };
const untimed: Text = { zh: '另行通知', en: 'a time that is yet to be set' };

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Day and minute in the city's own time. */
function timeText(at: number, timeZone: string): Text {
  const { day, time } = wallClock(Math.floor(at / 60_000) * 60_000, timeZone);
  const [, month = 1, date = 1] = dateOf(day).split('-').map(Number);
  return { zh: `${month}月${date}日 ${time}`, en: `${date} ${months[month - 1] ?? ''}, ${time}` };
}

function numberText(count: unknown): Text {
  const digits = typeof count === 'number' ? String(count) : '';
  return { zh: digits, en: digits };
}

function reasonText({ on, data }: Occurrence, city: City): Text {
  const act = actOf(on);
  const code = data['reasonCode'] ?? data['unsolvableReason'];
  const reasons = act === undefined ? [] : city.pack.reasons[act];
  return reasons.find((reason) => reason.code === code)?.text ?? unsaid;
}

function placeText(matter: Matter, city: City): Text {
  const { index, former, pack } = city;
  const code = matter.gridId ?? matter.divisionCode ?? pack.districtCode;
  const grid = index.grids.get(code);
  const division = index.divisions.get(grid?.communityCode ?? code);
  const names = [division?.name, grid?.name].flatMap((name) => name ?? []);
  if (names.length === 0) {
    return (former.grids.get(code) ?? former.divisions.get(code))?.name ?? { zh: code, en: code };
  }
  return { zh: names.map(({ zh }) => zh).join(''), en: names.map(({ en }) => en).join(', ') };
}

type Values = Readonly<Record<NoticeField, Text>>;

/** What the texts of one occurrence may name; `matterCode` differs from reader to reader. */
export function valuesOf(
  occurrence: Occurrence,
  matter: Matter | null,
  city: City,
): Omit<Values, 'matterCode'> {
  const { index, former, pack } = city;
  const typeCode = matter?.typeCode ?? '';
  const type = index.types.get(typeCode) ?? former.types.get(typeCode);
  const unitId = unitTold(occurrence, matter);
  const unit = index.units.get(unitId) ?? former.units.get(unitId);
  const dueAt = occurrence.dueAt ?? (matter === null ? null : publicDue(matter));
  return {
    typeName: type?.name ?? { zh: typeCode, en: typeCode },
    place: matter === null ? pack.name : placeText(matter, city),
    unitName: unit?.name ?? { zh: unitId, en: unitId },
    dueAt: dueAt === null ? untimed : timeText(dueAt, pack.timeZone),
    reason: reasonText(occurrence, city),
    count: numberText(occurrence.data['openMatters']),
    cityName: pack.name,
    hotline: { zh: pack.hotline, en: pack.hotline },
  };
}

export interface Written {
  readonly status: Text;
  readonly body: Text;
}

/** Words of the rules about one occurrence, whose matter each reader knows by a code of their own. */
export function writerOf(
  values: Omit<Values, 'matterCode'>,
): (rule: NoticeRule, matterCode: string | null) => Written {
  const written = new Map<string, Written>();
  const words = Object.fromEntries(
    languages.map((language) => [
      language,
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value[language]])),
    ]),
  ) as Record<Language, Record<string, string>>;
  return (rule, matterCode) => {
    const key = `${rule.code} ${matterCode ?? ''}`;
    const found = written.get(key) ?? write(rule, words, matterCode);
    written.set(key, found);
    return found;
  };
}

function write(
  rule: NoticeRule,
  words: Readonly<Record<Language, Readonly<Record<string, string>>>>,
  code: string | null,
): Written {
  const matterCode = code === null ? '' : spellMatterCode(code);
  const inLanguage = (language: Language) => {
    const values = { ...words[language], matterCode };
    const say = (text: Text) => fill(text[language], values);
    const gap = language === languages[0] ? '' : ' ';
    return { status: say(rule.status), body: `${say(rule.text)}${gap}${say(rule.next)}` };
  };
  const [zh, en] = [inLanguage('zh'), inLanguage('en')];
  return { status: { zh: zh.status, en: en.status }, body: { zh: zh.body, en: en.body } };
}
