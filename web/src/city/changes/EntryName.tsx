import type { EntryChange } from '@heliu/contract/city-api';
import { useShow } from '../../kernel/i18n/index.ts';
import styles from '../city.module.css';

interface EntryNameProps {
  readonly entry: EntryChange;
  readonly kind: string;
}

const withoutCode = new Set(['setting', 'order', 'gridEdit']);

/** An entry by its name, with the code that it has in the files of the pack. */
export function EntryName({ entry: { code, name }, kind }: EntryNameProps) {
  const show = useShow();
  if (name === null) return <span>{code}</span>;
  return (
    <span className={styles.inline}>
      <span>{show(name)}</span>
      {!withoutCode.has(kind) && <code className={styles.code}>{code}</code>}
    </span>
  );
}
