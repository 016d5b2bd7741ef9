import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { eventData, type EventKind } from '@heliu/contract/matter/events';
import {
  apartFields,
  besideFields,
  CityNotices,
  clockHappenings,
  type Happening,
  isApart,
  noNotices,
  noticeFields,
  type NoticeRule,
} from '@heliu/contract/notices/rule';
import { languages, type Text } from '@heliu/contract/text';
import { Codes } from './codes.ts';
import type { Faults, Spot } from './fault.ts';
import { nouns } from './texts.ts';
import { readYaml } from './yaml-file.ts';

const fileName = 'notices.yaml';

const fieldsOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

const parts = ['status', 'text', 'next'] as const;

const isClock = (on: Happening): boolean => (clockHappenings as readonly string[]).includes(on);

/** What a rule may look at in a happening: the data of its event, and the stage after it. */
function conditionsOf(on: Happening): readonly string[] {
  if (on in besideFields) return besideFields[on as keyof typeof besideFields];
  return isClock(on) ? ['clock'] : ['stage', ...Object.keys(eventData[on as EventKind].shape)];
}

/** What texts may name: less where a rule speaks of what has no one matter. */
const nameable = ({ on }: NoticeRule): readonly string[] => (on.some(isApart) ? apartFields : noticeFields);

function checkText(
  rule: NoticeRule,
  text: Text,
  spot: (language: 'zh' | 'en') => Spot,
  faults: Faults,
): void {
  const { code } = rule;
  const fields = nameable(rule);
  for (const language of languages) {
    const strange = fieldsOf(text[language]).filter((name) => !fields.includes(name));
    for (const name of strange) {
      faults.add(spot(language), {
        what: {
          zh: `通知规则 ${code} 用了不存在的字段 {${name}}`,
          en: `the notice rule ${code} uses {${name}}, which does not exist`,
        },
        why: { zh: '它会原样发给收件人', en: 'it would reach people as it stands' },
        fix: { zh: `可用字段：${fields.join('、')}`, en: `use one of: ${fields.join(', ')}` },
      });
    }
  }
  const missing = fieldsOf(text.zh).find((name) => !fieldsOf(text.en).includes(name));
  if (missing === undefined) return;
  faults.add(spot('en'), {
    what: {
      zh: `通知规则 ${code} 的英文缺少 {${missing}}`,
      en: `the English of the notice rule ${code} lacks {${missing}}`,
    },
    why: { zh: '两种语言的通知须内容相同', en: 'both languages must tell the same' },
    fix: { zh: '在英文中补上该字段', en: 'use the field in the English text too' },
  });
}

function checkConditions({ code, on, when }: NoticeRule, spot: Spot, faults: Faults): void {
  for (const field of Object.keys(when)) {
    const without = on.find((happening) => !conditionsOf(happening).includes(field));
    if (without === undefined) continue;
    faults.add(spot, {
      what: {
        zh: `通知规则 ${code} 的条件 ${field} 在 ${without} 中不存在`,
        en: `the notice rule ${code} asks for ${field}, which ${without} does not have`,
      },
      why: { zh: '该规则永远不会生效', en: 'the rule would never speak' },
      fix: {
        zh: `可用条件：${conditionsOf(without).join('、')}`,
        en: `use one of: ${conditionsOf(without).join(', ')}`,
      },
    });
  }
}

/** Who is told what, when something happens to a matter; nobody anything where a pack has no such file. */
export function readNotices(folder: string, faults: Faults): CityNotices | undefined {
  if (!existsSync(join(folder, fileName))) return noNotices;
  const file = readYaml(folder, fileName, CityNotices, faults);
  if (file === undefined) return undefined;
  const codes = new Codes(nouns.noticeRule);
  file.value.rules.forEach((rule, i) => {
    codes.declare(rule.code, file.spot(['rules', i, 'code']), faults);
    checkConditions(rule, file.spot(['rules', i, 'when']), faults);
    for (const part of parts) {
      checkText(rule, rule[part], (language) => file.spot(['rules', i, part, language]), faults);
    }
  });
  return file.value;
}
