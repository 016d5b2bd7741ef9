import {
  countNotices,
  listNotices,
  type Notice,
  type NoticeKind,
  readNotices,
} from '@heliu/contract/notices';
import { useState } from 'react';
import { useKernelTexts } from '../kernel/i18n/texts.ts';
import { useCommand, usePages } from '../kernel/query/index.ts';
import { EmptyState, ErrorState, PageSkeleton, Refusal } from '../kernel/ui/index.ts';
import { NoticeItems } from './NoticeItems.tsx';
import styles from './notices.module.css';
import { useTexts } from './texts.ts';

interface NoticeListProps {
  readonly kinds: readonly NoticeKind[];
  readonly pageOf: (matter: NonNullable<Notice['matter']>) => string;
}

/** One's notices with their filters. */
export function NoticeList({ kinds, pageOf }: NoticeListProps) {
  const t = useTexts();
  const kernel = useKernelTexts();
  const [unread, setUnread] = useState(false);
  const [kind, setKind] = useState<NoticeKind>();
  const query = { unread: String(unread), ...(kind === undefined ? {} : { kind }) };
  const found = usePages(listNotices, { query });
  const read = useCommand(readNotices, { refresh: [listNotices, countNotices] });
  const newest = found.rows[0];
  return (
    <div className={styles.list}>
      <div className={styles.filters}>
        {kinds.length > 1 && (
          <fieldset className={styles.chips}>
            <legend className={styles.hiddenLegend}>{t('list.kinds')}</legend>
            {[undefined, ...kinds].map((one) => (
              <button
                key={one ?? 'all'}
                type="button"
                aria-pressed={one === kind}
                onClick={() => setKind(one)}
              >
                {one === undefined ? t('list.all') : t(`kind.${one}`)}
              </button>
            ))}
          </fieldset>
        )}
        <label className={styles.check}>
          <input type="checkbox" checked={unread} onChange={(event) => setUnread(event.target.checked)} />
          {t('list.unread')}
        </label>
        <span className={styles.space} />
        <button
          type="button"
          className={styles.button}
          disabled={newest === undefined || read.pending}
          onClick={() => newest && void read.run({ body: { which: { upTo: newest.id } } })}
        >
          {t('list.readAll')}
        </button>
      </div>
      <Refusal error={read.error} onRetry={read.retry} />
      {found.isPending && <PageSkeleton />}
      {found.error !== null && found.rows.length === 0 && (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      )}
      {!found.isPending && found.error === null && found.rows.length === 0 && (
        <EmptyState title={t(unread ? 'list.emptyUnread' : 'list.empty')}>{t('list.emptyText')}</EmptyState>
      )}
      <NoticeItems
        rows={found.rows}
        pageOf={pageOf}
        onRead={(ids) => void read.run({ body: { which: { ids: [...ids] } } })}
      />
      {found.hasMore && (
        <button type="button" className={styles.button} onClick={found.more} disabled={found.isLoadingMore}>
          {kernel('list.more')}
        </button>
      )}
    </div>
  );
}
