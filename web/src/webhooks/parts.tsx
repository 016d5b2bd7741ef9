import { failureText } from '@heliu/contract/failure';
import { type EventKind, eventKinds } from '@heliu/contract/matter/events';
import type { Webhook } from '@heliu/contract/webhooks';
import { Tag } from 'antd';
import { useShow } from '../kernel/i18n/index.ts';
import { Time } from '../kernel/ui/index.ts';
import { useEventName } from '../matter/console.tsx';
import { useTexts } from './texts.ts';
import styles from './webhooks.module.css';

interface Row {
  readonly row: Webhook;
}

const isEventKind = (kind: string): kind is EventKind => eventKinds.some((one) => one === kind);

/** A kind that an older version knew stands for itself. */
function useKindName(): (kind: string) => string {
  const name = useEventName();
  return (kind) => (isEventKind(kind) ? name(kind) : kind);
}

interface KindsProps {
  readonly kinds: readonly string[];
  /** All of them, instead of the first few. */
  readonly all?: boolean;
}

const fewKinds = 3;

export function Kinds({ kinds, all = false }: KindsProps) {
  const t = useTexts();
  const name = useKindName();
  if (kinds.length === 0) return <span>{t('allKinds')}</span>;
  const shown = all ? kinds : kinds.slice(0, fewKinds);
  const rest = kinds.slice(shown.length);
  return (
    <span className={styles.tags}>
      {shown.map((kind) => (
        <Tag key={kind} title={kind}>
          {name(kind)}
        </Tag>
      ))}
      {rest.length > 0 && <Tag title={rest.map(name).join(', ')}>{t('more', { count: rest.length })}</Tag>}
    </span>
  );
}

/** One that is active but fails is told apart: it needs somebody. */
export function State({ row }: Row) {
  const t = useTexts();
  if (row.state === 'disabled') return <Tag color="error">{t('states.disabled')}</Tag>;
  if (row.state === 'paused') return <Tag>{t('states.paused')}</Tag>;
  if (row.failingSince !== null) return <Tag color="warning">{t('states.failing')}</Tag>;
  return <Tag color="success">{t('states.active')}</Tag>;
}

export function Lag({ row }: Row) {
  const t = useTexts();
  return <span>{row.lag === 0 ? t('upToDate') : t('behind', { count: row.lag })}</span>;
}

export function Failing({ row }: Row) {
  const t = useTexts();
  const show = useShow();
  if (row.failingSince === null) return <span className={styles.soft}>{t('noFault')}</span>;
  return (
    <div className={styles.name}>
      <span className={styles.fault}>{show(failureText(row.lastError ?? ''))}</span>
      <small>
        {t('since')} <Time at={row.failingSince} show="absolute" />
      </small>
    </div>
  );
}
