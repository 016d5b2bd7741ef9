import { type ClosingQuery, groupings } from '@heliu/contract/statistics';
import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { FilterBar } from '../kernel/desk/index.ts';
import { useTexts } from './texts.ts';

interface PeriodFiltersProps {
  readonly filters: ClosingQuery;
  readonly setFilters: (change: Partial<ClosingQuery>) => void;
}

export function PeriodFilters({ filters, setFilters }: PeriodFiltersProps) {
  const t = useTexts();
  const day = (value: string | undefined) => (value === undefined ? null : dayjs(value));
  return (
    <FilterBar label={t('filters')}>
      <Select
        value={filters.by}
        onChange={(by) => setFilters({ by })}
        aria-label={t('byLabel')}
        style={{ width: 140 }}
        options={groupings.map((by) => ({ value: by, label: t(`by.${by}`) }))}
      />
      {(['from', 'to'] as const).map((name) => (
        <DatePicker
          key={name}
          value={day(filters[name])}
          onChange={(value) => setFilters({ [name]: value?.format('YYYY-MM-DD') })}
          placeholder={t(name)}
          aria-label={t(name)}
        />
      ))}
      <DatePicker
        showTime
        value={day(filters.asOf)}
        onChange={(value) => setFilters({ asOf: value?.toISOString() })}
        placeholder={t('asOf')}
        aria-label={t('asOf')}
      />
    </FilterBar>
  );
}
