import { trackingPath } from '@heliu/contract/matter/code';
import type { MatterRow } from '@heliu/contract/matter';
import { spellMatterCode } from '@heliu/contract/matter/code';
import { useSettings } from '../../kernel/auth/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { formatTime } from '../../kernel/time/index.ts';
import { useCityNames } from '../city/Named.tsx';

/** Gaps that differ from matter to matter. */
export const ownGaps = ['matterCode', 'typeName', 'place', 'unitName', 'dueAt', 'link'] as const;

/** What the gaps of a reply template stand for in one matter. */
export function useTemplateValues(): (row: MatterRow) => Record<string, string | undefined> {
  const show = useShow();
  const names = useCityNames();
  const { city } = useSettings();
  return (row) => ({
    matterCode: spellMatterCode(row.code),
    typeName: show(names.type(row.typeCode)),
    place: row.address ?? show(names.place(row.placeCode)),
    unitName: show(names.unit(row.holderUnitId)),
    cityName: show(city),
    hotline: names.city.hotline,
    dueAt: row.dueAt === null ? undefined : formatTime(row.dueAt),
    link: `${window.location.origin}${trackingPath(row.code)}`,
  });
}
