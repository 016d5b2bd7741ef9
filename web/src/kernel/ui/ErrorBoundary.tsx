import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useKernelTexts } from '../i18n/texts.ts';
import { WarningIcon } from './icon.tsx';
import { isMissingPart } from './missing-part.ts';
import styles from './ui.module.css';

interface Props {
  readonly children: ReactNode;
}

/** Last resort for a fault in the page itself: the person keeps a way out, and something to pass on. */
export class ErrorBoundary extends Component<Props, { readonly error?: unknown }> {
  override state: { readonly error?: unknown } = {};

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    return this.state.error === undefined ? this.props.children : <Crash error={this.state.error} />;
  }
}

export function Crash({ error }: { readonly error: unknown }) {
  const t = useKernelTexts();
  const message = error instanceof Error ? error.message : String(error);
  const missing = isMissingPart(message);
  return (
    <div className={styles.state} role="alert">
      <span className={styles.stateMark}>
        <WarningIcon size={40} />
      </span>
      <h1 className={styles.stateTitle}>{t(missing ? 'crash.missing' : 'crash.title')}</h1>
      <p className={styles.stateText}>{t(missing ? 'crash.missingText' : 'crash.text')}</p>
      {!missing && <code>{message}</code>}
      <div className={styles.stateActions}>
        <button type="button" className={styles.button} onClick={() => window.location.reload()}>
          {t('crash.reload')}
        </button>
      </div>
    </div>
  );
}
