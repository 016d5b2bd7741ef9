import { Button, DatePicker, type InputRef, Select } from 'antd';
import dayjs from 'dayjs';
import type { RefObject } from 'react';
import { stages } from '@heliu/contract/matter/model';
import type { QueueKind } from '@heliu/contract/matter/views';
import { FilterBar, SearchField } from '../../kernel/desk/index.ts';
import { CalendarOutlined } from '../../kernel/desk/icons.tsx';
import { useShow } from '../../kernel/i18n/index.ts';
import { DivisionPicker, UnitPicker } from '../city/CityPickers.tsx';
import { useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import { activeFilters, noFilters, type QueueFilters, sorts, stateOf, states } from './filters.ts';

type Change = (change: Partial<QueueFilters>) => void;

interface FilterFieldsProps {
  readonly filters: QueueFilters;
  readonly queue: QueueKind;
  readonly onChange: Change;
  readonly search: RefObject<InputRef | null>;
  /** Everything beyond text, state and order. */
  readonly all: boolean;
}

export function FilterFields({ filters, queue, onChange, search, all }: FilterFieldsProps) {
  const t = useTexts();
  return (
    <FilterBar label={t('queue.filters')}>
      <SearchField
        ref={search}
        value={filters.q}
        onSeek={(q) => onChange({ q })}
        label={t('queue.search')}
        width={250}
      />
      <Select
        value={stateOf(filters, queue)}
        onChange={(state) => onChange({ state })}
        aria-label={t('queue.state')}
        style={{ width: 110 }}
        options={states.map((one) => ({ value: one, label: t(`state.${one}`) }))}
      />
      <Many
        label={t('queue.light')}
        value={filters.light}
        onChange={(light) => onChange({ light })}
        options={(['red', 'yellow', 'green'] as const).map((one) => ({
          value: one,
          label: t(`light.${one}`),
        }))}
        width={130}
      />
      <Select
        value={filters.sort ?? 'due'}
        onChange={(sort) => onChange({ sort })}
        aria-label={t('queue.sort')}
        style={{ width: 140 }}
        options={sorts.map((one) => ({ value: one, label: t(`sort.${one}`) }))}
      />
      {all && <MoreFields filters={filters} onChange={onChange} />}
      {activeFilters(filters).length > 0 && (
        <Button type="link" onClick={() => onChange(noFilters)}>
          {t('queue.clear')}
        </Button>
      )}
    </FilterBar>
  );
}

function MoreFields({ filters, onChange }: { readonly filters: QueueFilters; readonly onChange: Change }) {
  const t = useTexts();
  const show = useShow();
  const { city } = useCityNames();
  return (
    <>
      <Many
        label={t('queue.stage')}
        value={filters.stage}
        onChange={(stage) => onChange({ stage })}
        options={stages.map((one) => ({ value: one, label: t(`stage.${one}`) }))}
      />
      <Many
        label={t('fact.type')}
        value={filters.type}
        onChange={(type) => onChange({ type })}
        width={190}
        options={city.classes.map(({ code, name }) => ({
          label: show(name),
          options: city.types
            .filter(({ classCode }) => classCode === code)
            .map((type) => ({ value: type.code, label: show(type.name) })),
        }))}
      />
      <Many
        label={t('fact.kind')}
        value={filters.kind}
        onChange={(kind) => onChange({ kind })}
        options={city.requestKinds.map(({ kind, name }) => ({ value: kind, label: show(name) }))}
      />
      <Many
        label={t('fact.channel')}
        value={filters.channel}
        onChange={(channel) => onChange({ channel })}
        options={city.channels.map(({ code, name }) => ({ value: code, label: show(name) }))}
      />
      <DivisionPicker
        label={t('fact.place')}
        value={filters.place}
        onChange={(place) => onChange({ place })}
        width={190}
      />
      <UnitPicker
        label={t('fact.unit')}
        value={filters.unit}
        onChange={(unit) => onChange({ unit })}
        width={190}
      />
      <DatePicker.RangePicker
        aria-label={t('queue.dates')}
        placeholder={[t('queue.from'), t('queue.to')]}
        allowEmpty={[true, true]}
        suffixIcon={<CalendarOutlined />}
        value={
          [filters.from, filters.to].map((date) => (date === undefined ? null : dayjs(date))) as [
            dayjs.Dayjs | null,
            dayjs.Dayjs | null,
          ]
        }
        onChange={(range) =>
          onChange({
            from: range?.[0]?.format('YYYY-MM-DD'),
            to: range?.[1]?.format('YYYY-MM-DD'),
          })
        }
        style={{ width: 250 }}
      />
    </>
  );
}

interface Choice<T> {
  readonly value: T;
  readonly label: string;
}

interface ManyProps<T extends string> {
  readonly label: string;
  readonly value: readonly T[] | undefined;
  readonly onChange: (value: T[] | undefined) => void;
  readonly options: readonly (
    | Choice<T>
    | { readonly label: string; readonly options: readonly Choice<T>[] }
  )[];
  readonly width?: number | undefined;
}

function Many<T extends string>({ label, value, onChange, options, width = 150 }: ManyProps<T>) {
  return (
    <Select<T[], (typeof options)[number]>
      mode="multiple"
      value={[...(value ?? [])]}
      onChange={(chosen) => onChange(chosen.length === 0 ? undefined : chosen)}
      placeholder={label}
      aria-label={label}
      maxTagCount="responsive"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={240}
      style={{ width }}
      options={[...options]}
    />
  );
}
