import type { AnswerView } from '@heliu/contract/organisation/circular-views';
import { Time } from '../kernel/ui/index.ts';
import { FileLinks } from './FileLinks.tsx';
import styles from './organisation.module.css';
import { useTexts } from './texts.ts';

/** What an organisation answered, and what the sender said to it, in its order. */
export function Conversation({ answers }: { readonly answers: readonly AnswerView[] }) {
  const t = useTexts();
  return (
    <ol className={styles.cards} aria-label={t('answer.title')}>
      {answers.map((one) => (
        <li key={one.no} className={styles.answer}>
          <div className={styles.between}>
            <strong>{t('answer.no', { no: one.no })}</strong>
            <span className={styles.soft}>
              {one.by !== null && `${one.by} · `}
              <Time at={one.answeredAt} />
            </span>
          </div>
          <p className={styles.words}>{one.words}</p>
          <FileLinks files={one.files} />
          {one.decision !== null && one.decidedAt !== null && (
            <div className={styles.decision}>
              <div className={styles.between}>
                <span>{t(`answer.${one.decision}`)}</span>
                <span className={styles.soft}>
                  <Time at={one.decidedAt} />
                </span>
              </div>
              {one.decisionWords !== null && <p className={styles.words}>{one.decisionWords}</p>}
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
