import { getCityOverview } from '@heliu/contract/city-api';
import { Select } from 'antd';
import { useMemo } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';

const keptMs = 10 * 60_000;

interface Option {
  readonly value: string;
  readonly label: string;
  readonly words: string;
}

/** Units of the city by name, those named in `first` leading. */
function useUnitOptions(first: readonly string[], without: readonly string[]): Option[] {
  const show = useShow();
  const { data } = useEndpoint(getCityOverview, {}, { staleTimeMs: keptMs });
  return useMemo(() => {
    const options = (data?.units ?? [])
      .filter(({ code }) => !without.includes(code))
      .map(({ code, name }) => ({
        value: code,
        label: show(name),
        words: `${name.zh} ${name.en} ${code}`.toLowerCase(),
      }));
    const leads = (option: Option) => first.includes(option.value);
    return [...options.filter(leads), ...options.filter((option) => !leads(option))];
  }, [data, show, first, without]);
}

const matches = (input: string, option: Option | undefined): boolean =>
  option?.words.includes(input.trim().toLowerCase()) ?? false;

interface SelectProps<Value> {
  readonly id?: string;
  readonly value?: Value;
  readonly onChange?: (value: Value) => void;
  readonly label: string;
  readonly first?: readonly string[];
  readonly without?: readonly string[];
}

const none: readonly string[] = [];

/** Chooses several units by their names in either language. */
export function UnitsSelect({ label, first = none, without = none, ...field }: SelectProps<string[]>) {
  const options = useUnitOptions(first, without);
  return (
    <Select<string[], Option>
      {...field}
      mode="multiple"
      aria-label={label}
      placeholder={label}
      showSearch={{ filterOption: matches }}
      options={options}
      style={{ width: '100%' }}
    />
  );
}

export function UnitSelect({ label, first = none, without = none, ...field }: SelectProps<string>) {
  const options = useUnitOptions(first, without);
  return (
    <Select<string, Option>
      {...field}
      aria-label={label}
      placeholder={label}
      showSearch={{ filterOption: matches }}
      options={options}
      style={{ width: '100%' }}
    />
  );
}
