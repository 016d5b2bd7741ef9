import { failureText } from '@heliu/contract/failure';
import {
  countDeliveries,
  type Delivery,
  type DeliveryState,
  listDeliveries,
  retryDelivery,
} from '@heliu/contract/notices';
import { Button, Tag } from 'antd';
import { useShow } from '../../kernel/i18n/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal, Time } from '../../kernel/ui/index.ts';
import styles from './deliveries.module.css';
import { useTexts } from './texts.ts';

interface Row {
  readonly row: Delivery;
}

/** What its first notice states; a digest carries more of them. */
export function What({ row }: Row) {
  const t = useTexts();
  const show = useShow();
  return (
    <span className={styles.what}>
      <span>{row.status === null ? t('gone') : show(row.status)}</span>
      {row.digest && <Tag>{t('digest')}</Tag>}
    </span>
  );
}

export function To({ row }: Row) {
  const t = useTexts();
  return (
    <span>
      {t(`to.${row.to}`)} · {t(`channel.${row.channel}`)}
    </span>
  );
}

const colours: Record<DeliveryState, string> = {
  waiting: 'processing',
  sent: 'success',
  dropped: 'default',
  dead: 'error',
};

export function State({ row }: Row) {
  const t = useTexts();
  return <Tag color={colours[row.state]}>{t(`state.${row.state}`)}</Tag>;
}

/** When it went or will be tried, after how many attempts, and why the last one failed. */
export function Fate({ row }: Row) {
  const t = useTexts();
  const show = useShow();
  const at = row.state === 'waiting' ? row.dueAt : row.settledAt;
  return (
    <div className={styles.fate}>
      <span>
        {t(`at.${row.state}`)} <Time at={at} show="absolute" />
        {row.attempts > 1 && <> · {t('attempts', { count: row.attempts })}</>}
      </span>
      {row.state === 'dropped' && <small>{t('droppedText')}</small>}
      {row.lastError !== null && <small className={styles.fault}>{show(failureText(row.lastError))}</small>}
    </div>
  );
}

export function Retry({ row }: Row) {
  const t = useTexts();
  const retry = useCommand(retryDelivery, { refresh: [listDeliveries, countDeliveries] });
  if (!row.allowed.includes('retry')) return null;
  return (
    <>
      <Button
        size="small"
        loading={retry.pending}
        onClick={() => void retry.run({ params: { id: row.id }, body: {} })}
      >
        {t('retry')}
      </Button>
      <Refusal error={retry.error} onRetry={retry.retry} />
    </>
  );
}
