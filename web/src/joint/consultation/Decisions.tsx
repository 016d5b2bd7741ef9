import type { ConsultationView, DecisionView, ItemView } from '@heliu/contract/joint/consultation-views';
import { Button } from 'antd';
import { useState } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { useTexts } from '../texts.ts';
import { DecisionDialog } from './DecisionDialog.tsx';
import { Said } from './Minutes.tsx';
import styles from './consultation.module.css';

interface DecisionsProps {
  readonly consultation: ConsultationView;
  readonly item: ItemView;
}

/** What was decided on an item, and the work orders that it became. */
export function Decisions({ consultation, item }: DecisionsProps) {
  const t = useTexts();
  /** The number of a decision to send a work order of, or a new decision. */
  const [asking, setAsking] = useState<number | 'new'>();
  const act = (name: 'decide' | 'order') => t(`consultation.act.${name}`);
  return (
    <section className={styles.record}>
      <h4 className={styles.recordTitle}>{t('consultation.decisions.title')}</h4>
      {item.decisions.length === 0 && (
        <p className={[styles.soft, styles.flat].join(' ')}>{t('consultation.decisions.none')}</p>
      )}
      {item.decisions.length > 0 && (
        <ul className={styles.decisions}>
          {item.decisions.map((decision) => (
            <li key={decision.no} className={styles.decision}>
              <DecisionWords decision={decision} />
              {decision.allowed.includes('order') && (
                <div>
                  <Button
                    size="small"
                    aria-label={t('consultation.actOn', { act: act('order'), name: decision.words })}
                    onClick={() => setAsking(decision.no)}
                  >
                    {act('order')}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {item.allowed.includes('decide') && (
        <div>
          <Button
            size="small"
            aria-label={t('consultation.actOn', { act: act('decide'), name: item.title })}
            onClick={() => setAsking('new')}
          >
            {act('decide')}
          </Button>
        </div>
      )}
      {asking !== undefined && (
        <DecisionDialog
          consultation={consultation}
          item={item}
          {...(asking === 'new' ? {} : { decision: asking })}
          onClose={() => setAsking(undefined)}
        />
      )}
    </section>
  );
}

/** A decision with who took it, and its work order. */
export function DecisionWords({ decision }: { readonly decision: Omit<DecisionView, 'allowed'> }) {
  const t = useTexts();
  const show = useShow();
  const { order } = decision;
  return (
    <>
      <p className={styles.words}>{decision.words}</p>
      <Said entry={decision} />
      {order !== null && (
        <span className={styles.order}>
          {t('consultation.decisions.sent', {
            role: t(`consultation.decisions.role.${order.role}`),
            no: order.workOrderNo,
            unit: show(order.unit.name),
          })}
        </span>
      )}
    </>
  );
}
