import { type NamedScope, type ScopeKind, searchScopes } from '@heliu/contract/people';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { useTexts } from '../texts.ts';
import styles from './accounts.module.css';

interface ScopePickerProps {
  readonly kind: ScopeKind;
  readonly value?: string | undefined;
  readonly onChange?: (code: string | undefined) => void;
  /** Names of codes already known, so that nothing flickers while they are asked for. */
  readonly known?: readonly NamedScope[] | undefined;
  readonly placeholder: string;
  readonly label: string;
  readonly clearable?: boolean | undefined;
  readonly id?: string | undefined;
  readonly width?: number | string | undefined;
}

/** Chooses a place or a unit by name or code, told apart by what lies above it. */
export function ScopePicker(props: ScopePickerProps) {
  const { kind, value, onChange, known = [], placeholder, label, clearable = false, width = '100%' } = props;
  const t = useTexts();
  const show = useShow();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const found = useEndpoint(searchScopes, { query: { kind, q } }, { enabled: open, keepPrevious: true });
  const missing = value !== undefined && !known.some((one) => one.kind === kind && one.code === value);
  const named = useEndpoint(searchScopes, { query: { kind, codes: value } }, { enabled: missing });
  const candidates = [...(open ? (found.data?.rows ?? []) : []), ...(named.data?.rows ?? []), ...known];
  const options = new Map(
    candidates
      .filter((one) => one.kind === kind)
      .map((one) => [one.code, { value: one.code, label: show(one.name), entry: one }]),
  );
  return (
    <Select
      {...(props.id === undefined ? {} : { id: props.id })}
      aria-label={label}
      style={{ width }}
      value={value ?? null}
      onChange={(code: string | null) => onChange?.(code ?? undefined)}
      placeholder={placeholder}
      allowClear={clearable}
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={open && found.isFetching}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) setText('');
      }}
      notFoundContent={found.isFetching ? t('scope.searching') : t('scope.nothing')}
      popupMatchSelectWidth={320}
      options={[...options.values()]}
      optionRender={({ data }) => (
        <span className={styles.option}>
          <span>{data.label}</span>
          <span className={styles.soft}>
            {data.entry.path === undefined ? '' : `${show(data.entry.path)} · `}
            {data.entry.code}
          </span>
        </span>
      )}
    />
  );
}
