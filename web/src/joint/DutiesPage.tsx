import { type DutiesOfUnit, listDuties } from '@heliu/contract/joint';
import { Select } from 'antd';
import { useMemo } from 'react';
import { z } from 'zod';
import { FilterBar, Page, Panel, SearchField } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import { useFilters } from '../kernel/route/index.ts';
import { EmptyState, ErrorState, PageSkeleton } from '../kernel/ui/index.ts';
import { DutyLimits } from './DutyParts.tsx';
import { fitting } from './fitting.ts';
import styles from './joint.module.css';
import { useTexts } from './texts.ts';

const Filters = z.object({ unit: z.string().optional(), q: z.string().optional() });

/** What every unit comes for when it is called. */
export function DutiesPage() {
  const t = useTexts();
  const show = useShow();
  const [{ unit, q }, setFilters] = useFilters(Filters);
  const found = useEndpoint(listDuties, {});
  const all = found.data?.rows;
  const options = useMemo(
    () => all?.map((row) => ({ value: row.unit.code, label: show(row.unit.name) })) ?? [],
    [all, show],
  );
  const rows = fitting(all ?? [], q).filter((row) => unit === undefined || row.unit.code === unit);
  return (
    <Page title={t('duties')} subtitle={t('duty.subtitle')} backTo="/calls">
      <FilterBar label={t('duty.filter')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={unit}
          onChange={(next: string | undefined) => setFilters({ unit: next })}
          placeholder={t('duty.filter')}
          aria-label={t('duty.filter')}
          style={{ width: 280, maxWidth: '100%' }}
          options={options}
        />
        <SearchField
          value={q}
          onSeek={(next) => setFilters({ q: next })}
          label={t('call.search')}
          width={240}
        />
      </FilterBar>
      {all === undefined ? (
        found.error === null ? (
          <PageSkeleton />
        ) : (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
        )
      ) : rows.length === 0 ? (
        <EmptyState title={t('duty.none')}>{t('duty.noneText')}</EmptyState>
      ) : (
        <ul className={styles.lists} aria-label={t('duty.list')}>
          {rows.map((row) => (
            <li key={row.unit.code}>
              <DutyList row={row} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function DutyList({ row }: { readonly row: DutiesOfUnit }) {
  const t = useTexts();
  const show = useShow();
  return (
    <Panel title={show(row.unit.name)}>
      {row.phone !== null && (
        <p className={[styles.soft, styles.flat].join(' ')}>
          {t('duty.phone')} {row.phone}
        </p>
      )}
      <ul className={styles.duties}>
        {row.duties.map((duty) => (
          <li key={duty.code}>
            <span className={styles.dutyName}>{show(duty.name)}</span>
            <span className={styles.soft}>{show(duty.description)}</span>
            <DutyLimits duty={duty} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
