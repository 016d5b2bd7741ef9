import type { SupportKind } from '@heliu/contract/registers/pack';
import { Link } from '@tanstack/react-router';
import { useShow } from '../../kernel/i18n/index.ts';
import styles from './field.module.css';
import type { TaskNow } from './tasks.ts';
import { useFieldTexts } from './texts.ts';

interface TaskRowsProps {
  readonly tasks: readonly TaskNow[];
  readonly kinds: readonly SupportKind[];
}

/** Visits with whom they are for, as agreed. */
export function TaskRows({ tasks, kinds }: TaskRowsProps) {
  const t = useFieldTexts();
  const show = useShow();
  return (
    <ul className={styles.rows}>
      {tasks.map(({ entryId, kind, person, purpose, due, done, frequency, waiting }) => {
        const { name = { zh: kind, en: kind } } = kinds.find(({ code }) => code === kind) ?? {};
        return (
          <li key={entryId}>
            <Link to="/support/$entry" params={{ entry: entryId }} className={styles.row ?? ''}>
              <strong>{person.name}</strong>
              <span className={styles.soft}>
                {show(name)} · {purpose}
              </span>
              <span className={styles.marks}>
                <span className={styles.mark} data-due={due}>
                  {t(due ? 'mark.due' : done >= frequency.times ? 'mark.done' : 'mark.today')}
                </span>
                <span className={styles.soft}>{t('times', { done, times: frequency.times })}</span>
                {waiting && <span className={styles.waits}>{t('waiting')}</span>}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
