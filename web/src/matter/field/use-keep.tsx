import { Button } from 'antd-mobile';
import { type ReactNode, useState } from 'react';
import { DeviceFull } from '../../kernel/offline/index.ts';
import styles from './field.module.css';
import { useFieldTexts } from './texts.ts';

/** Puts something into the outbox; what does not fit is told, and what was filled in stays on screen. */
export function useKeep(): {
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
  /** What ends the form: why it was not kept, the button, and what becomes of it. */
  readonly foot: ReactNode;
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
  const foot = (
    <>
      {error !== undefined && (
        <p className={styles.fault} role="alert">
          {t(error instanceof DeviceFull ? 'keep.full' : 'keep.failed')}
        </p>
      )}
      <Button type="submit" color="primary" size="large" block loading={pending}>
        {t('act.store')}
      </Button>
      <p className={styles.soft}>{t('act.storeText')}</p>
    </>
  );
  return { run, foot };
}
