import { getCityOverview } from '@heliu/contract/city-api';
import { Select } from 'antd';
import { useMemo } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { useTexts } from '../texts.ts';

const keptMs = 10 * 60_000;

interface PlaceFilterProps {
  readonly value: string | undefined;
  readonly onChange: (place: string | undefined) => void;
}

/** A town or community of the city by its name in either language. */
export function PlaceFilter({ value, onChange }: PlaceFilterProps) {
  const t = useTexts();
  const show = useShow();
  const { data } = useEndpoint(getCityOverview, {}, { staleTimeMs: keptMs });
  const options = useMemo(
    () =>
      (data?.divisions ?? []).map(({ code, name }) => ({
        value: code,
        label: show(name),
        words: `${name.zh} ${name.en} ${code}`.toLowerCase(),
      })),
    [data, show],
  );
  return (
    <Select
      aria-label={t('place.label')}
      placeholder={t('place.label')}
      allowClear
      showSearch={{
        filterOption: (input, option) => option?.words.includes(input.trim().toLowerCase()) ?? false,
      }}
      style={{ width: 190 }}
      value={value ?? null}
      options={options}
      onChange={(place: string | undefined) => onChange(place)}
    />
  );
}
