import { getDemoProgress } from '@heliu/contract/demo';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useSettings } from '../kernel/auth/index.ts';
import { useLanguage } from '../kernel/i18n/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import styles from './demo.module.css';
import { useTexts } from './texts.ts';

const askMs = 2000;

/** Says on every page of a demo that its matters are still being loaded; gone for good once they are there. */
export function DemoBanner() {
  const { demoAccounts } = useSettings();
  return demoAccounts.length > 0 ? <Loading /> : null;
}

function Loading() {
  const t = useTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const waited = useRef(false);
  const known = client.getQueryData<{ matters: number; total: number }>([getDemoProgress.id, {}]);
  const there = known !== undefined && known.matters >= known.total && known.total > 0;
  const { data } = useEndpoint(getDemoProgress, {}, there ? { enabled: false } : { refetchMs: askMs });
  const missing = data === undefined ? 0 : data.total - data.matters;
  useEffect(() => {
    if (missing > 0) waited.current = true;
    else if (waited.current) {
      waited.current = false;
      // What was read while matters were missing is read again.
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== getDemoProgress.id });
    }
  }, [missing, client]);
  if (data === undefined || missing <= 0) return null;
  const count = (one: number): string => one.toLocaleString(language === 'zh' ? 'zh-CN' : 'en');
  const label = t('loading', { matters: count(data.matters), total: count(data.total) });
  return (
    <div className={styles.banner}>
      <span id="demo-loading">{label}</span>
      <progress aria-labelledby="demo-loading" max={data.total} value={data.matters} />
    </div>
  );
}
