import type { Text } from '@heliu/contract/text';
import type { FaultTexts, Spot } from './fault.ts';

/** Faults that several readers find. */

export function duplicate(what: Text, code: string, first: Spot): FaultTexts {
  return {
    what: { zh: `${what.zh} ${code} 重复`, en: `${what.en} ${code} is there twice` },
    why: {
      zh: `它已在 ${first.file}:${first.line} 出现，系统无法区分两者`,
      en: `it stands at ${first.file}:${first.line} already, and the two cannot be told apart`,
    },
    fix: { zh: '删去一处，或改用另一个编码', en: 'remove one of them, or give it another code' },
  };
}

export function unknown(field: string, code: string, what: Text, file: string): FaultTexts {
  return {
    what: {
      zh: `${field} 所指的${what.zh} ${code} 不存在`,
      en: `${field} names ${what.en} ${code}, which does not exist`,
    },
    why: { zh: '引用必须指向本城市包中的内容', en: 'a reference must lead to something in this pack' },
    fix: { zh: `改正编码，或在 ${file} 中补上它`, en: `correct the code, or add it to ${file}` },
    missedIn: file,
  };
}

export const nouns = {
  division: { zh: '区划', en: 'division' },
  grid: { zh: '网格', en: 'grid' },
  place: { zh: '区划或网格', en: 'division or grid' },
  landmark: { zh: '地标', en: 'landmark' },
  unit: { zh: '单位', en: 'unit' },
  login: { zh: '账号', en: 'account' },
  class: { zh: '大类', en: 'class' },
  type: { zh: '事项', en: 'type' },
  typeOrClass: { zh: '事项或大类', en: 'type or class' },
  condition: { zh: '立案条件', en: 'filing condition' },
  question: { zh: '问题', en: 'question' },
  option: { zh: '选项', en: 'option' },
  version: { zh: '目录版本', en: 'catalogue version' },
  channel: { zh: '渠道', en: 'channel' },
  rule: { zh: '规则', en: 'rule' },
  template: { zh: '答复模板', en: 'reply template' },
  reason: { zh: '理由', en: 'reason' },
  noticeRule: { zh: '通知规则', en: 'notice rule' },
  plan: { zh: '巡查计划', en: 'patrol plan' },
  checklistItem: { zh: '检查项', en: 'checklist item' },
  premisesKind: { zh: '建筑类型', en: 'kind of building' },
  supportKind: { zh: '关爱服务', en: 'kind of support' },
  knowledge: { zh: '知识条目', en: 'answer' },
  requestKind: { zh: '诉求类型', en: 'request kind' },
} as const satisfies Record<string, Text>;
