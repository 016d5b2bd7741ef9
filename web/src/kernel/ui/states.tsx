import type { ReactNode } from 'react';
import { useKernelTexts } from '../i18n/texts.ts';
import { CheckIcon, InboxIcon, WarningIcon } from './icon.tsx';
import { useProblemText } from './problem-text.ts';
import styles from './ui.module.css';

interface EmptyStateProps {
  readonly title: string;
  /** What to do so that something appears here. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** It is all there is on the page, so its title is the page's heading. */
  readonly page?: boolean;
  /** Nothing is left to do because it is done. */
  readonly done?: boolean;
}

export function EmptyState({ title, children, actions, page = false, done = false }: EmptyStateProps) {
  const Title = page ? 'h1' : 'p';
  return (
    <div className={styles.state} role={done ? 'status' : undefined}>
      <span className={done ? styles.stateDone : styles.stateMark}>
        {done ? <CheckIcon size={40} /> : <InboxIcon size={40} />}
      </span>
      <Title className={styles.stateTitle}>{title}</Title>
      {children !== undefined && <div className={styles.stateText}>{children}</div>}
      {actions !== undefined && <div className={styles.stateActions}>{actions}</div>}
    </div>
  );
}

interface ErrorStateProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
  readonly retrying?: boolean | undefined;
}

/** A whole part of a page that could not be read: why, and a way to try again. */
export function ErrorState({ error, onRetry, retrying = false }: ErrorStateProps) {
  const t = useKernelTexts();
  const text = useProblemText();
  return (
    <div className={styles.state} role="alert">
      <span className={styles.stateMark}>
        <WarningIcon size={40} />
      </span>
      <p className={styles.stateTitle}>{t('error.title')}</p>
      <p className={styles.stateText}>{text(error)}</p>
      {onRetry !== undefined && (
        <div className={styles.stateActions}>
          <button type="button" className={styles.button} onClick={onRetry} disabled={retrying}>
            {retrying ? t('error.retrying') : t('error.retry')}
          </button>
        </div>
      )}
    </div>
  );
}

/** Grey bars while a page loads, in place of a spinner; says so to screen readers. */
export function PageSkeleton({ rows = 6 }: { readonly rows?: number }) {
  const t = useKernelTexts();
  return (
    <output className={styles.skeleton} aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <div
          key={index}
          className={styles.bar}
          style={{ width: `${index === 0 ? 30 : 96 - ((index * 17) % 45)}%` }}
        />
      ))}
    </output>
  );
}
