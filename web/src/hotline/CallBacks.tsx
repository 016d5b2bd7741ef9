import { type CallBackRow, listCallBacks } from '@heliu/contract/hotline';
import { spellMatterCode } from '@heliu/contract/matter/code';
import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Panel } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { Mark } from '../kernel/mark/index.ts';
import { useEndpoint, usePages } from '../kernel/query/index.ts';
import { useNow } from '../kernel/time/index.ts';
import { CopyableCode, DueLight, EmptyState, ErrorState, PageSkeleton, Time } from '../kernel/ui/index.ts';
import { useCityNames } from '../matter/index.ts';
import { AttemptDrawer } from './AttemptDrawer.tsx';
import styles from './hotline.module.css';
import { isQuiet } from './quiet.ts';
import { useTexts } from './texts.ts';

const refetchMs = 60_000;

/** Matters whose result the reporter has to be called back about, the first due first. */
export function CallBacks() {
  const t = useTexts();
  const [chosen, setChosen] = useState<CallBackRow>();
  const found = usePages(listCallBacks, { query: {} }, { refetchMs });
  const { data } = useEndpoint(listCallBacks, { query: { limit: 1 } }, { refetchMs, keepPrevious: true });
  const now = useNow();
  const quiet = data !== undefined && isQuiet(data, now);
  if (found.error !== null && found.rows.length === 0) {
    return (
      <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
    );
  }
  if (found.isPending) return <PageSkeleton />;
  if (found.rows.length === 0) {
    return <EmptyState title={t('callBack.none')}>{t('callBack.noneText')}</EmptyState>;
  }
  return (
    <Panel flush>
      {quiet && (
        <Alert
          banner
          type="warning"
          title={
            <>
              {t('callBack.quiet', data.hours)} <Time at={data.callFrom} show="absolute" />
            </>
          }
        />
      )}
      <ul className={styles.rows} aria-busy={found.isFetching}>
        {found.rows.map((row) => (
          <li key={row.matterId} className={styles.row}>
            <CallBackLine row={row} onAttempt={() => setChosen(row)} />
          </li>
        ))}
      </ul>
      {found.hasMore && (
        <Button className={styles.more ?? ''} onClick={found.more} loading={found.isLoadingMore}>
          {t('callBack.more')}
        </Button>
      )}
      {chosen !== undefined && (
        <AttemptDrawer
          key={chosen.matterId}
          row={chosen}
          quiet={quiet}
          onClose={() => setChosen(undefined)}
        />
      )}
    </Panel>
  );
}

function CallBackLine({ row, onAttempt }: { readonly row: CallBackRow; readonly onAttempt: () => void }) {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  return (
    <>
      <div className={styles.what}>
        <Link to="/matters/$matterId" params={{ matterId: row.matterId }}>
          {row.title}
        </Link>
        <span className={[styles.line, styles.soft].join(' ')}>
          <CopyableCode value={row.code} shown={spellMatterCode(row.code)} />
          <span>{show(names.type(row.typeCode))}</span>
          {row.withPhone === 0 && <Mark>{t('callBack.noPhone')}</Mark>}
        </span>
        {row.reply !== null && <span className={styles.replied}>{row.reply}</span>}
      </div>
      <div className={styles.when}>
        {row.light !== null && <DueLight light={row.light} dueAt={row.dueAt} />}
        <span className={styles.soft}>
          {t('callBack.attempts', { count: row.attempts, max: row.maxAttempts })}
          {row.lastAttemptAt !== null && (
            <>
              {' · '}
              <Time at={row.lastAttemptAt} show="relative" />
            </>
          )}
        </span>
      </div>
      <Button onClick={onAttempt}>{t('callBack.act')}</Button>
    </>
  );
}
