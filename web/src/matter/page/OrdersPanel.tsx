import type { MatterView } from '@heliu/contract/matter';
import type { WorkOrder } from '@heliu/contract/matter/model';
import { Panel } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { DueLight, Time } from '../../kernel/ui/index.ts';
import { Mark } from '../../kernel/mark/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import styles from './page.module.css';

const ended = new Set(['returned', 'withdrawn', 'completed']);

/** Who was asked to do what, until when, and what came back. */
export function OrdersPanel({ matter }: { readonly matter: MatterView }) {
  const t = useTexts();
  const orders = matter.state.workOrders.toReversed();
  if (orders.length === 0) return null;
  return (
    <Panel title={t('page.orders')}>
      <ul className={styles.orders}>
        {orders.map((order) => (
          <li key={order.no} className={ended.has(order.status) ? styles.past : ''}>
            <OrderItem order={order} matter={matter} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function OrderItem({ order, matter }: { readonly order: WorkOrder; readonly matter: MatterView }) {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  const nameOf = (id: string | null) => matter.people.find(({ accountId }) => accountId === id)?.name;
  const clock = matter.clocks.find(
    ({ kind, workOrderNo, state }) => kind === 'handling' && workOrderNo === order.no && state !== 'stopped',
  );
  const holder = nameOf(order.holderId);
  return (
    <>
      <div className={styles.orderHead}>
        <span className={styles.soft}>{t('order.short', { no: order.no })}</span>
        <strong>{show(names.unit(order.unitId))}</strong>
        <Mark tone={order.role === 'lead' ? 'blue' : 'plain'}>{t(`role.${order.role}`)}</Mark>
        <Mark>{t(`orderStatus.${order.status}`)}</Mark>
        {order.ruled && <Mark tone="yellow">{t('order.ruled')}</Mark>}
        {order.overdue && <Mark tone="red">{t('order.overdue')}</Mark>}
        {clock !== undefined && (
          <DueLight
            light={clock.state === 'paused' ? 'paused' : (clock.light ?? 'none')}
            dueAt={new Date(clock.dueAt).toISOString()}
            provisional={clock.provisional}
          />
        )}
      </div>
      <div className={styles.orderFoot}>
        <span>
          {t('order.sent')} <Time at={iso(order.dispatchedAt)} show="absolute" />
        </span>
        {order.signedAt !== null && (
          <span>
            {t('order.signed')} <Time at={iso(order.signedAt)} show="absolute" />
          </span>
        )}
        {holder !== undefined && <span>{t('order.heldBy', { name: holder })}</span>}
        {holder === undefined && !ended.has(order.status) && <span>{t('order.inQueue')}</span>}
        {order.extensions > 0 && <span>{t('order.extensions', { count: order.extensions })}</span>}
        {order.extensionRequest !== null && <Mark tone="yellow">{t('order.extensionAsked')}</Mark>}
        {order.appeal !== null && <Mark>{t(`appeal.${order.appeal.state}`)}</Mark>}
      </div>
      {order.feedback !== null && (
        <div className={styles.feedback}>
          <strong>{t(`outcome.${order.feedback.outcome}`)}</strong>
          {order.feedback.unsolvableReason !== null && (
            <span>{show(names.reason('unsolvable', order.feedback.unsolvableReason))}</span>
          )}
          <span className={styles.soft}>
            {nameOf(order.feedback.accountId)} <Time at={iso(order.feedback.at)} show="absolute" />
          </span>
        </div>
      )}
    </>
  );
}

const iso = (instant: number): string => new Date(instant).toISOString();
