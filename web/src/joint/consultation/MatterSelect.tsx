import { listMatters } from '@heliu/contract/matter';
import { spellMatterCode } from '@heliu/contract/matter/code';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { useEndpoint } from '../../kernel/query/index.ts';
import styles from './consultation.module.css';

const pauseMs = 300;
const shown = 12;

/** What was typed, once the typing pauses. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

interface MatterSelectProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (code: string) => void;
  readonly label: string;
  /** A matter that is known already, so that its title stands there at once. */
  readonly known?: { readonly code: string; readonly title: string };
}

/** Chooses a matter that I see, by words of its title or by its code. */
export function MatterSelect({ label, known, ...field }: MatterSelectProps) {
  const [text, setText] = useState('');
  const q = useSettled(text.trim());
  const found = useEndpoint(
    listMatters,
    { query: { limit: shown, ...(q === '' ? {} : { q }) } },
    { keepPrevious: true },
  );
  const rows = [...(q === '' && known !== undefined ? [known] : []), ...(found.data?.rows ?? [])];
  const options = [...new Map(rows.map(({ code, title }) => [code, title]))].map(([code, title]) => ({
    value: code,
    label: (
      <span className={styles.option}>
        <span>{title}</span> <span className={styles.soft}>{spellMatterCode(code)}</span>
      </span>
    ),
  }));
  return (
    <Select<string>
      {...field}
      aria-label={label}
      placeholder={label}
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={found.isFetching}
      options={options}
      style={{ width: '100%' }}
    />
  );
}
