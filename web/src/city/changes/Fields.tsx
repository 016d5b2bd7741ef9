import type { FieldChange } from '@heliu/contract/city-api';
import { Button } from 'antd';
import { useState } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { useTexts } from '../texts.ts';
import styles from './changes.module.css';
import { More } from './More.tsx';

/** Of an entry, before the rest is asked for. */
const mostParts = 6;
/** Of a value, before the rest is asked for. */
const mostLetters = 140;

/** What is not as before in an entry: part by part, from what to what. */
export function Fields({ fields }: { readonly fields: readonly FieldChange[] }) {
  const show = useShow();
  const t = useTexts();
  const [all, setAll] = useState(false);
  if (fields.length === 0) return null;
  const shown = all ? fields : fields.slice(0, mostParts);
  return (
    <div className={styles.fields}>
      <ul className={styles.list}>
        {shown.map(({ label, from, to }, i) => (
          <li key={i} className={styles.field}>
            {label !== null && <span className={styles.label}>{show(label)}</span>}
            <span className={styles.values}>
              {from !== null && (
                <del className={styles.from}>
                  <span className={styles.hidden}>{t(to === null ? 'change.gone' : 'change.from')}</span>
                  {to === null && <span aria-hidden>− </span>}
                  <Value text={show(from)} />
                </del>
              )}
              {from !== null && to !== null && <span aria-hidden>→</span>}
              {to !== null && (
                <ins className={styles.to}>
                  <span className={styles.hidden}>{t(from === null ? 'change.come' : 'change.to')}</span>
                  {from === null && <span aria-hidden>+ </span>}
                  <Value text={show(to)} />
                </ins>
              )}
            </span>
          </li>
        ))}
      </ul>
      <More count={fields.length - shown.length} onAll={() => setAll(true)} />
    </div>
  );
}

function Value({ text }: { readonly text: string }) {
  const t = useTexts();
  const [whole, setWhole] = useState(false);
  if (whole || text.length <= mostLetters) return <span>{text}</span>;
  return (
    <>
      <span>{text.slice(0, mostLetters)}…</span>{' '}
      <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => setWhole(true)}>
        {t('change.whole')}
      </Button>
    </>
  );
}
