import type { Planted } from './planted-in-places.ts';

/** What is told on the telephone. */
export const plantedInHotline: readonly Planted[] = [
  {
    name: 'an answer twice',
    file: 'hotline.yaml',
    from: 'code: lamp-out',
    to: 'code: ferry # again',
    at: 'code: ferry # again',
    says: /answer ferry is there twice/,
  },
  {
    name: 'an answer of a type that is not there',
    file: 'hotline.yaml',
    from: 'type: G0101',
    to: 'type: G0199',
    at: 'type: G0199',
    says: /names type G0199, which does not exist/,
  },
  {
    name: 'an answer of a type that has left',
    file: 'hotline.yaml',
    from: 'type: G0101',
    to: 'type: G0103',
    at: 'type: G0103',
    says: /has left the catalogue or cannot be settled on the spot/,
  },
  {
    name: 'an answer of a type that is not settled on the spot',
    file: 'hotline.yaml',
    from: 'type: G0101',
    to: 'type: B0101',
    at: 'type: B0101',
    says: /has left the catalogue or cannot be settled on the spot/,
  },
  {
    name: 'an answer that ends before it begins',
    file: 'hotline.yaml',
    from: 'validUntil: 2027-12-31',
    to: 'validUntil: 2025-12-31',
    at: 'validUntil: 2025-12-31',
    says: /ferry ends before it begins/,
  },
  {
    name: 'an hour to call back that no clock shows',
    file: 'hotline.yaml',
    from: 'until: "19:00"',
    to: 'until: "24:30"',
    at: '24:30',
    says: /./,
  },
];
