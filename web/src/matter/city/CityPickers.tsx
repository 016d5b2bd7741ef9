import { Select } from 'antd';
import { useMemo } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { useCityNames } from './Named.tsx';

interface PickerProps {
  readonly id?: string | undefined;
  readonly value?: string | undefined;
  readonly onChange?: (code: string | undefined) => void;
  readonly label: string;
  readonly placeholder?: string | undefined;
  readonly width?: number | string | undefined;
}

interface Option {
  readonly value: string;
  readonly label: string;
  readonly words: string;
}

const matches = (input: string, option: Option | undefined): boolean =>
  option?.words.includes(input.trim().toLowerCase()) ?? false;

function CodePicker({ options, ...props }: PickerProps & { readonly options: readonly Option[] }) {
  return (
    <Select<string | null, Option>
      {...(props.id === undefined ? {} : { id: props.id })}
      aria-label={props.label}
      placeholder={props.placeholder ?? props.label}
      value={props.value ?? null}
      onChange={(code) => props.onChange?.(code ?? undefined)}
      allowClear
      showSearch={{ filterOption: matches }}
      options={[...options]}
      popupMatchSelectWidth={320}
      style={{ width: props.width ?? '100%' }}
    />
  );
}

interface UnitPickerProps extends PickerProps {
  /** Units that cannot be meant. */
  readonly without?: readonly string[] | undefined;
}

/** Chooses a unit by its name in either language or its code. */
export function UnitPicker({ without = [], ...props }: UnitPickerProps) {
  const { city } = useCityNames();
  const show = useShow();
  const options = useMemo(
    () =>
      city.units.map(({ code, name }) => ({
        value: code,
        label: show(name),
        words: `${name.zh} ${name.en} ${code}`.toLowerCase(),
      })),
    [city, show],
  );
  const offered = options.filter(({ value }) => !without.includes(value));
  return <CodePicker {...props} options={offered} />;
}

/** Chooses a township or community, told apart by what lies above it. */
export function DivisionPicker(props: PickerProps) {
  const names = useCityNames();
  const show = useShow();
  const options = useMemo(
    () =>
      names.city.divisions.map(({ code }) => {
        const line = names.placeLine(code).toReversed();
        return {
          value: code,
          label: line.map(show).join(' · '),
          words: `${line.map(({ zh, en }) => `${zh} ${en}`).join(' ')} ${code}`.toLowerCase(),
        };
      }),
    [names, show],
  );
  return <CodePicker {...props} options={options} />;
}
