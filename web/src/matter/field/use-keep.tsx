import { type ReactNode, useState } from 'react';
import { DeviceFull } from '../../kernel/offline/index.ts';
import styles from './field.module.css';
import { useFieldTexts } from './texts.ts';

/** Puts something into the outbox; what does not fit is told, and what was filled in stays on screen. */
export function useKeep(): {
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
  readonly pending: boolean;
  readonly fault: ReactNode;
} {
  const t = useFieldTexts();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setPending(true);
    setError(undefined);
    try {
      await work();
      return true;
    } catch (cause) {
      setError(cause);
      return false;
    } finally {
      setPending(false);
    }
  };
  const fault =
    error === undefined ? null : (
      <p className={styles.fault} role="alert">
        {t(error instanceof DeviceFull ? 'keep.full' : 'keep.failed')}
      </p>
    );
  return { run, pending, fault };
}
