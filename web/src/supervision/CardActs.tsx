import {
  acknowledgeCard,
  type CardAct,
  type CardView,
  getBoard,
  getSupervision,
  liftCard,
  listCards,
  replyToCard,
} from '@heliu/contract/supervision';
import { Button } from 'antd';
import { useState } from 'react';
import { ReasonDialog } from '../kernel/desk/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { Refusal } from '../kernel/ui/index.ts';
import styles from './supervision.module.css';
import { useTexts } from './texts.ts';

export const shownCards = [listCards, getBoard, getSupervision] as const;

/** What somebody may do with a card, as buttons. */
export function CardActs({ card }: { readonly card: CardView }) {
  const t = useTexts();
  const [asking, setAsking] = useState<Exclude<CardAct, 'acknowledge'>>();
  const acknowledge = useCommand(acknowledgeCard, { refresh: shownCards });
  const reply = useCommand(replyToCard, { refresh: shownCards });
  const lift = useCommand(liftCard, { refresh: shownCards });
  const params = { cardId: card.cardId };
  if (card.allowed.length === 0) return null;
  const close = () => {
    setAsking(undefined);
    reply.reset();
    lift.reset();
  };
  const send = async (words: string) => {
    const done =
      asking === 'lift'
        ? await lift.run({ params, body: { reason: words } })
        : await reply.run({ params, body: { text: words } });
    if (done !== undefined) close();
  };
  return (
    <>
      <span className={styles.acts}>
        {card.allowed.map((act) => (
          <Button
            key={act}
            size="small"
            loading={act === 'acknowledge' && acknowledge.pending}
            onClick={() =>
              act === 'acknowledge' ? void acknowledge.run({ params, body: {} }) : setAsking(act)
            }
          >
            {t(`act.${act}`)}
          </Button>
        ))}
      </span>
      <Refusal error={acknowledge.error} onRetry={() => void acknowledge.retry()} />
      {asking !== undefined && (
        <ReasonDialog
          open
          title={t(`act.${asking}`)}
          confirm={asking === 'lift' ? t('form.confirmLift') : t('form.send')}
          danger={asking === 'lift'}
          reasonLabel={asking === 'lift' ? t('form.reason') : t('form.reply')}
          pending={lift.pending || reply.pending}
          error={asking === 'lift' ? lift.error : reply.error}
          onConfirm={(words) => void send(words)}
          onCancel={close}
        >
          {asking === 'lift' && t('form.liftText')}
        </ReasonDialog>
      )}
    </>
  );
}
