import { withdrawSupport } from '@heliu/contract/support';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { ask, MobileCard } from '../../kernel/mobile/index.ts';
import { useOutbox } from '../../kernel/offline/index.ts';
import styles from './field.module.css';
import { formOf, type TaskNow } from './tasks.ts';
import { useFieldTexts } from './texts.ts';

/** The officer who is told ends the consent. In a queue of its own, so that no refused visit holds it up. */
export function Withdraw({ task }: { readonly task: TaskNow }) {
  const t = useFieldTexts();
  const outbox = useOutbox();
  const navigate = useNavigate();
  const [failed, setFailed] = useState(false);
  const withdraw = async (): Promise<void> => {
    const sure = await ask({
      title: t('withdraw.title'),
      content: t('withdraw.text'),
      confirmText: t('withdraw.confirm'),
      cancelText: t('withdraw.keep'),
    });
    if (!sure) return;
    setFailed(false);
    try {
      const command = {
        endpoint: withdrawSupport.id,
        params: { entryId: task.entryId },
        body: {},
        queue: `support ${task.entryId} withdraw`,
        about: { title: task.number, act: 'withdrawSupport' },
      };
      await outbox.addAll([{ id: uuidv7(), command }], [{ name: formOf(task.entryId) }]);
      await navigate({ to: '/support' });
    } catch {
      setFailed(true);
    }
  };
  return (
    <MobileCard>
      <p className={styles.soft}>{t('withdraw.lead')}</p>
      {failed && (
        <p className={styles.fault} role="alert">
          {t('withdraw.failed')}
        </p>
      )}
      <Button color="danger" fill="outline" block onClick={() => void withdraw()}>
        {t('withdraw.open')}
      </Button>
    </MobileCard>
  );
}
