import { getEvidence } from '@heliu/contract/evidence';
import type { FileView } from '@heliu/contract/organisation/views';
import { addressOf } from '../kernel/api/index.ts';
import styles from './organisation.module.css';
import { useTexts } from './texts.ts';

/** Files to open or save, each look on record. */
export function FileLinks({ files }: { readonly files: readonly FileView[] }) {
  const t = useTexts();
  if (files.length === 0) return null;
  return (
    <ul className={styles.files} aria-label={t('files')}>
      {files.map(({ fileId, name }, index) => (
        <li key={fileId}>
          <a href={addressOf(getEvidence, { params: { id: fileId } })} target="_blank" rel="noreferrer">
            {name ?? t('photo', { number: index + 1 })}
          </a>
        </li>
      ))}
    </ul>
  );
}
