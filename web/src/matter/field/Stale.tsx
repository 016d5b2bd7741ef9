import { Time, useProblemText } from '../../kernel/ui/index.ts';
import { useNow } from '../../kernel/time/index.ts';
import { useFieldTexts } from './texts.ts';
import styles from './field.module.css';

const staleMs = 30 * 60_000;

interface StaleProps {
  /** Epoch milliseconds; 0 or infinite where it was never read. */
  readonly readAt: number;
  readonly busy?: boolean;
  readonly error?: unknown;
  readonly onRead?: () => void;
}

/** When what is on screen was last read, said louder once it is old, and the way to read it now. */
export function Stale({ readAt, busy = false, error, onRead }: StaleProps) {
  const t = useFieldTexts();
  const text = useProblemText();
  const now = useNow();
  const never = !Number.isFinite(readAt) || readAt === 0;
  const old = never || now - readAt > staleMs;
  return (
    <div className={styles.stale} data-old={old}>
      <span>
        {never ? t('stale.never') : t(old ? 'stale.old' : 'stale.fresh')}{' '}
        {!never && <Time at={new Date(readAt).toISOString()} show="both" />}
        {error != null && <span className={styles.soft}> {text(error)}</span>}
      </span>
      {onRead !== undefined && (
        <button type="button" className={styles.plain} onClick={onRead} disabled={busy}>
          {t(busy ? 'stale.reading' : 'stale.read')}
        </button>
      )}
    </div>
  );
}
