import { type ClosingQuery, groupings } from '@heliu/contract/statistics';
import { getPlace } from '@heliu/contract/city/search';
import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { cityClock, FilterBar, instantOf } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import { CloseIcon } from '../kernel/ui/index.ts';
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
      {filters.place !== undefined && (
        <PlaceTag code={filters.place} onClear={() => setFilters({ place: undefined })} />
      )}
      <DatePicker
        showTime
        value={filters.asOf === undefined ? null : cityClock(filters.asOf)}
        onChange={(value) => setFilters({ asOf: value ? instantOf(value).toISOString() : undefined })}
        placeholder={t('asOf')}
        aria-label={t('asOf')}
      />
    </FilterBar>
  );
}

interface PlaceTagProps {
  readonly code: string;
  readonly onClear: () => void;
}

/** The place that the figures are of; taken away, they are of all one sees. */
function PlaceTag({ code, onClear }: PlaceTagProps) {
  const t = useTexts();
  const show = useShow();
  const place = useEndpoint(getPlace, { params: { code } }, { staleTimeMs: 600_000 });
  const name = place.data === undefined ? code : show(place.data.name);
  return (
    <Button
      icon={<CloseIcon size={14} />}
      iconPlacement="end"
      onClick={onClear}
      aria-label={t('leavePlace', { name })}
    >
      {name}
    </Button>
  );
}
