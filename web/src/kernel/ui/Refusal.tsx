import { useEffect, useRef } from 'react';
import type { ProblemError } from '../api/problem-error.ts';
import { useKernelTexts } from '../i18n/texts.ts';
import { WarningIcon } from './icon.tsx';
import { useProblemText } from './problem-text.ts';
import styles from './ui.module.css';

interface RefusalProps {
  readonly error: ProblemError | undefined;
  /** Sends the same again; offered only where that can help. */
  readonly onRetry?: (() => unknown) | undefined;
  /** Labels of form fields by their dotted path, so that the list speaks the words on screen. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** Shows why a command was refused, next to what was refused, with every bad field and what to do. */
export function Refusal({ error, onRetry, labels = {} }: RefusalProps) {
  const t = useKernelTexts();
  const text = useProblemText();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error !== undefined) box.current?.scrollIntoView({ block: 'nearest' });
  }, [error]);
  if (error === undefined) return null;
  return (
    <div className={styles.refusal} role="alert" ref={box}>
      <WarningIcon />
      <div>{text(error)}</div>
      {error.faults.length > 0 && (
        <ul>
          {error.faults.map(({ field, message }) => (
            <li key={`${field} ${message}`}>
              {t('refusal.field', { field: labels[field] ?? field, message })}
            </li>
          ))}
        </ul>
      )}
      {error.mayPass && onRetry !== undefined && (
        <div className={styles.refusalFoot}>
          <button type="button" className={styles.button} onClick={() => void onRetry()}>
            {t('error.retry')}
          </button>
          {error.outcomeUnknown && <span>{t('refusal.safeToRepeat')}</span>}
        </div>
      )}
    </div>
  );
}
