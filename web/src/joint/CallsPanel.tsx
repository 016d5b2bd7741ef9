import { type CallView, listCallsOfMatter } from '@heliu/contract/joint';
import { Button } from 'antd';
import { useState } from 'react';
import { Panel } from '../kernel/desk/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import { ErrorState, PageSkeleton } from '../kernel/ui/index.ts';
import { CallCard } from './CallCard.tsx';
import { CallDrawer } from './CallDrawer.tsx';
import styles from './joint.module.css';
import { useTexts } from './texts.ts';

/** Calls to a matter, and calling units to it. */
export function CallsPanel({ matterId }: { readonly matterId: string }) {
  const t = useTexts();
  const [calling, setCalling] = useState(false);
  const found = useEndpoint(listCallsOfMatter, { params: { matterId } }, { refetchMs: 60_000 });
  if (found.data === undefined) {
    return (
      <Panel title={t('panel.title')}>
        {found.error === null ? (
          <PageSkeleton rows={2} />
        ) : (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
        )}
      </Panel>
    );
  }
  const { calls, placeCode, allowed } = found.data;
  const open = calls.filter(({ ended }) => ended === null);
  const past = calls.filter(({ ended }) => ended !== null);
  return (
    <Panel
      title={t('panel.title')}
      actions={
        allowed.includes('call') && <Button onClick={() => setCalling(true)}>{t('panel.call')}</Button>
      }
    >
      {calls.length === 0 && <p className={[styles.soft, styles.flat].join(' ')}>{t('panel.none')}</p>}
      <Cards calls={open} />
      {past.length > 0 && (
        <details className={styles.details}>
          <summary>{t('panel.past', { count: past.length })}</summary>
          <Cards calls={past} />
        </details>
      )}
      {calling && <CallDrawer to={{ matterId }} placeCode={placeCode} onClose={() => setCalling(false)} />}
    </Panel>
  );
}

const Cards = ({ calls }: { readonly calls: readonly CallView[] }) => (
  <ul className={styles.calls}>
    {calls.map((call) => (
      <li key={call.callId}>
        <CallCard call={call} />
      </li>
    ))}
  </ul>
);
