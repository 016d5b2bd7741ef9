import { spellMatterCode } from '@heliu/contract/matter/code';
import { Progress } from 'antd';
import { useProblemText } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import type { Job } from './offers.ts';
import { countOf, type Fate, type Fates } from './run.ts';
import styles from './together.module.css';

interface OutcomesProps {
  readonly jobs: readonly Job[];
  readonly fates: Fates;
}

/** How far it is, and how each matter fared, with the reason where it was refused. */
export function Outcomes({ jobs, fates }: OutcomesProps) {
  const t = useTexts();
  const ended = jobs.length - countOf(fates, 'waiting') - countOf(fates, 'working');
  const failed = countOf(fates, 'failed') + countOf(fates, 'gone');
  const done = countOf(fates, 'done') + countOf(fates, 'kept');
  const undone = countOf(fates, 'undone');
  const percent = jobs.length === 0 ? 100 : Math.round((ended / jobs.length) * 100);
  return (
    <>
      <Progress
        percent={percent}
        showInfo={false}
        status={failed > 0 ? 'exception' : ended === jobs.length ? 'success' : 'active'}
        aria-label={t('together.running', { done: ended, count: jobs.length })}
      />
      <output className={styles.sum}>
        {ended < jobs.length
          ? t('together.running', { done: ended, count: jobs.length })
          : [
              ...(done > 0 || undone === 0 ? [t('together.done', { count: done })] : []),
              ...(undone > 0 ? [t('together.undoneOf', { count: undone })] : []),
              ...(failed > 0 ? [t('together.failed', { count: failed })] : []),
            ].join(t('list.and'))}
      </output>
      <ul className={styles.outcomes} aria-label={t('together.outcomes')}>
        {jobs.map(({ row }) => (
          <li key={row.matterId}>
            <span className={styles.what}>
              <span>{row.title}</span>
              <small>{spellMatterCode(row.code)}</small>
            </span>
            <FateText fate={fates.get(row.matterId) ?? { is: 'waiting' }} />
          </li>
        ))}
      </ul>
    </>
  );
}

function FateText({ fate }: { readonly fate: Fate }) {
  const t = useTexts();
  const text = useProblemText();
  if (fate.is === 'failed') return <span className={styles.failed}>{text(fate.error)}</span>;
  if (fate.is === 'kept') {
    return <span className={styles.failed}>{t('together.kept', { reason: text(fate.error) })}</span>;
  }
  const words = {
    waiting: 'together.waiting',
    working: 'together.working',
    done: 'together.ok',
    stopped: 'together.stopped',
    undone: 'together.undone',
    gone: 'together.gone',
  } as const;
  const looks: Readonly<Record<string, string | undefined>> = { done: styles.ok, gone: styles.failed };
  return <span className={looks[fate.is]}>{t(words[fate.is])}</span>;
}
