import { useEffect, useRef } from 'react';
import { useEndVisit } from './end-visit.ts';
import { idleSeconds, warnSeconds } from './idle.ts';
import styles from './kiosk.module.css';
import { useTexts } from './texts.ts';
import { useSecondsLeft } from './use-seconds-left.ts';

/** Shows how long one may be still, asks in time, and clears everything once nobody answers. */
export function IdleGuard() {
  const t = useTexts();
  const end = useEndVisit();
  const { left, touch } = useSecondsLeft();
  const over = left === 0;
  useEffect(() => {
    if (over) end();
  }, [over, end]);
  if (left > warnSeconds) {
    return left === idleSeconds ? null : (
      <div className={styles.left} aria-hidden="true">
        {t('left', { seconds: left })}
      </div>
    );
  }
  return <StillThere left={left} onStay={touch} onEnd={end} />;
}

interface StillThereProps {
  readonly left: number;
  readonly onStay: () => void;
  readonly onEnd: () => void;
}

function StillThere({ left, onStay, onEnd }: StillThereProps) {
  const t = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={styles.still} aria-labelledby="still-there" onCancel={onStay}>
      <h2 id="still-there">{t('still')}</h2>
      <strong className={styles.big} aria-hidden="true">
        {left}
      </strong>
      <p>{t('stillText', { seconds: left })}</p>
      <div className={styles.buttons}>
        <button type="button" className={styles.main} onClick={onStay}>
          {t('stay')}
        </button>
        <button type="button" className={styles.plain} onClick={onEnd}>
          {t('end')}
        </button>
      </div>
    </dialog>
  );
}
