import type { ProblemKind } from './kind.ts';

export const patrolProblems = {
  'patrol.planUnknown': {
    status: 422,
    zh: '巡查计划“{plan}”已不在城市数据包中。请放弃这条记录，刷新后按现行计划巡查。',
    en: 'The city no longer has the patrol plan {plan}. Discard this visit, refresh, and go by the plans there are.',
  },
  'patrol.placeUnknown': {
    status: 422,
    zh: '“{place}”已不在该巡查计划中。请放弃这条记录，刷新后查看应巡查的地点。',
    en: '{place} is no longer among the places of this plan. Discard this visit and refresh to see its places.',
  },
  'patrol.answersAmiss': {
    status: 422,
    zh: '检查清单已有变化，以下各项需要重新回答：{items}。请放弃这条记录，刷新后重新填写。',
    en: 'The checklist has changed, and these items need an answer: {items}. Discard this visit, refresh, and answer anew.',
  },
  'patrol.visitTooOld': {
    status: 422,
    zh: '这次巡查是 {days} 天以前的，不再计入。请放弃这条记录，需要时重新巡查。',
    en: 'This visit is more than {days} days old and counts no more. Discard it, and visit the place again where needed.',
  },
} as const satisfies Record<string, ProblemKind>;
