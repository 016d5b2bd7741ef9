import type { ReactNode } from 'react';
import { useKernelTexts } from '../i18n/texts.ts';
import styles from './ui.module.css';

export const mainId = 'main';

/** First stop of the Tab key: past the menu to what the page is about. */
export function SkipLink() {
  const t = useKernelTexts();
  return (
    <a className={styles.skip} href={`#${mainId}`}>
      {t('skip')}
    </a>
  );
}

/** For screen readers only. */
export function Hidden({ children }: { readonly children: ReactNode }) {
  return <span className={styles.hidden}>{children}</span>;
}

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** Label and value pairs as a description list. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ label, value }) => (
        <FactRow key={label} label={label} value={value} />
      ))}
    </dl>
  );
}

function FactRow({ label, value }: Fact) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
