import { findKnowledge } from '@heliu/contract/hotline';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { Mark } from '../../kernel/mark/index.ts';
import { Field, MobileCard, MobilePage } from '../../kernel/mobile/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { EmptyState, ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';
import styles from './knowledge.module.css';
import { useTexts } from './texts.ts';

/** Short answers of the city, to look through or to find by a few words. */
export function KnowledgePage() {
  const t = useTexts();
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const found = useEndpoint(findKnowledge, { query: { q, limit: 30 } }, { keepPrevious: true });
  const rows = found.data?.rows;
  return (
    <MobilePage title={t('title')} lead={t('lead')} backTo="/">
      <MobileCard>
        <Field
          name="knowledge"
          type="search"
          label={t('search')}
          placeholder={t('searchExample')}
          autoComplete="off"
          maxLength={100}
          value={text}
          onChange={({ target }) => setText(target.value)}
          hint={q !== '' && rows !== undefined ? t('found', { count: rows.length }) : ' '}
        />
      </MobileCard>
      {rows === undefined && found.error === null && <PageSkeleton />}
      {rows === undefined && found.error !== null && (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
      )}
      {rows?.length === 0 && (
        <EmptyState title={t('none')} actions={<Link to="/report">{t('report')}</Link>}>
          {t('noneText')}
        </EmptyState>
      )}
      {rows !== undefined && rows.length > 0 && <Entries rows={rows} open={q !== '' && rows.length === 1} />}
    </MobilePage>
  );
}

type Rows = NonNullable<ReturnType<typeof useEndpoint<typeof findKnowledge>>['data']>['rows'];

function Entries({ rows, open }: { readonly rows: Rows; readonly open: boolean }) {
  const t = useTexts();
  const show = useShow();
  return (
    <ul className={styles.entries}>
      {rows.map((entry) => (
        <li key={entry.code}>
          <details className={styles.entry} open={open}>
            <summary>
              <span>{show(entry.title)}</span> <Mark>{t(`kind.${entry.kind}`)}</Mark>
            </summary>
            <p>{show(entry.answer)}</p>
            <small>
              {t('source', { source: show(entry.source) })}
              {entry.validUntil !== null && ` · ${t('until', { date: entry.validUntil })}`}
            </small>
          </details>
        </li>
      ))}
    </ul>
  );
}
