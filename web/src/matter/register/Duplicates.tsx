import { findDuplicates } from '@heliu/contract/matter';
import { spellMatterCode } from '@heliu/contract/matter/code';
import { Form } from 'antd';
import { useDeferredValue } from 'react';
import { Panel } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { DueLight, Time } from '../../kernel/ui/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { lightOf } from '../city/shown.ts';
import { StageTag } from '../city/StageTag.tsx';
import { useTexts } from '../texts.ts';
import type { ChosenPlace } from './PlaceField.tsx';
import styles from './register.module.css';

/** Recent matters that may be the same one, looked up as soon as type and place are known. */
export function Duplicates() {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  const typeCode = Form.useWatch<string | undefined>('typeCode');
  const chosen = Form.useWatch<ChosenPlace | undefined>(['place', 'chosen']);
  const typed = Form.useWatch<string | undefined>(['place', 'address']);
  const address = useDeferredValue(typed?.trim() || undefined);
  const known = typeCode !== undefined && chosen !== undefined;
  const found = useEndpoint(
    findDuplicates,
    {
      query: {
        typeCode: typeCode ?? '',
        placeCode: chosen?.placeCode,
        address,
        ...(chosen?.position === undefined ? {} : { lng: chosen.position[0], lat: chosen.position[1] }),
      },
    },
    { enabled: known, keepPrevious: true },
  );
  const rows = known ? (found.data?.rows ?? []) : [];
  return (
    <Panel title={t('duplicates.title')}>
      <output className={styles.soft}>
        {known
          ? t(rows.length === 0 ? 'duplicates.none' : 'duplicates.found', { count: rows.length })
          : t('duplicates.waiting')}
      </output>
      <ul className={styles.duplicates}>
        {rows.map((row) => (
          <li key={row.matterId}>
            <a href={`/console/matters/${row.matterId}`} target="_blank" rel="noreferrer">
              {row.title}
            </a>
            <span className={styles.duplicateFoot}>
              <StageTag stage={row.stage} />
              <DueLight light={lightOf(row)} dueAt={row.dueAt} bare />
            </span>
            <small className={styles.soft}>
              {spellMatterCode(row.code)} · {show(names.type(row.typeCode))}
              {row.distanceM === null
                ? ''
                : ` · ${t('duplicates.away', { metres: Math.round(row.distanceM) })}`}
              {' · '}
              <Time at={row.registeredAt} show="relative" />
            </small>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
