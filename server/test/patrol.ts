import type { CityPack } from '@heliu/contract/city/pack';
import type { PatrolPlan } from '@heliu/contract/patrol/plan';
import { testPack } from './city.ts';

const same = (word: string) => ({ zh: word, en: word });

const plan = (code: string, rest: Pick<PatrolPlan, 'places' | 'frequency'>): PatrolPlan => ({
  code,
  name: same(code),
  description: same(code),
  checklist: [
    { code: 'lane', text: same('Is the lane free?'), answer: 'yes_no', finding: 'no', type: 'AUTO-01' },
    { code: 'words', text: same('Anything else'), answer: 'text' },
  ],
  ...rest,
});

/** Every grid twice a week, and the two landmarks (the mill in g1, the quay in g2) every month. */
export const patrolPack = (): CityPack => ({
  ...testPack(),
  landmarks: [
    { code: 'mill', name: same('mill'), kind: 'office', divisionCode: 'c1', position: [106.05, 30.05] },
    { code: 'quay', name: same('quay'), kind: 'service', divisionCode: 'c2', position: [106.15, 30.05] },
  ],
  patrol: {
    plans: [
      plan('ground', { places: { of: 'grids' }, frequency: { times: 2, per: 'week' } }),
      plan('points', { places: { of: 'landmarks' }, frequency: { times: 1, per: 'month' } }),
      plan('offices', {
        places: { of: 'landmarks', kinds: ['office'], within: ['t1'] },
        frequency: { times: 1, per: 'day' },
      }),
    ],
  },
});
