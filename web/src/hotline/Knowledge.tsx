import { countAnswers, findKnowledge, type KnowledgeView } from '@heliu/contract/hotline';
import { Button, type InputRef } from 'antd';
import { type Ref, useState } from 'react';
import { Panel, SearchField } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { Mark } from '../kernel/mark/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import { EmptyState, ErrorState, PageSkeleton } from '../kernel/ui/index.ts';
import { AnswerDrawer } from './AnswerDrawer.tsx';
import styles from './hotline.module.css';
import { useTexts } from './texts.ts';

/** Short answers of the city, looked up while one talks. */
export function Knowledge({ field }: { readonly field: Ref<InputRef> }) {
  const t = useTexts();
  const [q, setQ] = useState<string>();
  const [chosen, setChosen] = useState<KnowledgeView>();
  const found = useEndpoint(findKnowledge, { query: { q: q ?? '', limit: 30 } }, { keepPrevious: true });
  const counts = useEndpoint(countAnswers, {});
  const countOf = (code: string) => counts.data?.counts.find(({ entry }) => entry === code)?.count ?? 0;
  return (
    <Panel
      title={
        <>
          {t('knowledge.title')} <kbd className={styles.key}>k</kbd>
        </>
      }
    >
      <div className={styles.form}>
        <SearchField ref={field} value={q} onSeek={setQ} label={t('knowledge.search')} width="100%" />
      </div>
      {found.data === undefined && found.error === null && <PageSkeleton rows={6} />}
      {found.data === undefined && found.error !== null && (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
      )}
      {found.data?.rows.length === 0 && (
        <EmptyState title={t(q === undefined ? 'knowledge.empty' : 'knowledge.none')}>
          {t(q === undefined ? 'knowledge.emptyText' : 'knowledge.noneText')}
        </EmptyState>
      )}
      <ul className={styles.list} aria-busy={found.isFetching}>
        {found.data?.rows.map((entry) => (
          <li key={entry.code}>
            <Entry entry={entry} count={countOf(entry.code)} onAnswer={() => setChosen(entry)} />
          </li>
        ))}
      </ul>
      {chosen !== undefined && (
        <AnswerDrawer key={chosen.code} entry={chosen} onClose={() => setChosen(undefined)} />
      )}
    </Panel>
  );
}

interface EntryProps {
  readonly entry: KnowledgeView;
  readonly count: number;
  readonly onAnswer: () => void;
}

function Entry({ entry, count, onAnswer }: EntryProps) {
  const t = useTexts();
  const show = useShow();
  return (
    <article className={styles.card}>
      <header className={styles.head}>
        <h3 className={styles.name}>{show(entry.title)}</h3>
        <Mark>{t(`kind.${entry.kind}`)}</Mark>
      </header>
      <p className={styles.words}>{show(entry.answer)}</p>
      <footer className={styles.foot}>
        <span className={styles.soft}>
          {t('knowledge.source', { source: show(entry.source) })}
          {entry.validUntil !== null && ` · ${t('knowledge.until', { date: entry.validUntil })}`}
          {count > 0 && ` · ${t('knowledge.used', { count })}`}
        </span>
        <Button size="small" onClick={onAnswer}>
          {t('knowledge.answer')}
        </Button>
      </footer>
    </article>
  );
}
