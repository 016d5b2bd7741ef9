import { changeWebhook, listWebhooks, type Webhook } from '@heliu/contract/webhooks';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { ReasonDialog, Stack } from '../kernel/desk/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { CopyableCode, Facts, Refusal, Time } from '../kernel/ui/index.ts';
import { Failing, Kinds, Lag, State } from './parts.tsx';
import { ReplayDialog } from './ReplayDialog.tsx';
import { useTexts } from './texts.ts';
import { WebhookForm } from './WebhookForm.tsx';
import styles from './webhooks.module.css';

interface WebhookDrawerProps {
  readonly webhook: Webhook;
  readonly lastPosition: number;
  readonly onClose: () => void;
}

/** One subscriber: how it stands, and all that can be done with it. */
export function WebhookDrawer({ webhook, lastPosition, onClose }: WebhookDrawerProps) {
  const t = useTexts();
  const [over, setOver] = useState<'change' | 'replay' | 'end'>();
  const stir = useCommand(changeWebhook, { refresh: [listWebhooks] });
  const act = webhook.state === 'active' ? 'pause' : 'resume';
  const close = () => setOver(undefined);
  return (
    <Drawer open title={webhook.name} size="large" onClose={onClose} closable={{ 'aria-label': t('close') }}>
      <Stack>
        <div className={styles.acts}>
          <Button
            type={act === 'resume' ? 'primary' : 'default'}
            loading={stir.pending}
            onClick={() => void stir.run({ params: { id: webhook.id }, body: { change: { act } } })}
          >
            {t(act)}
          </Button>
          <Button onClick={() => setOver('change')}>{t('change')}</Button>
          <Button onClick={() => setOver('replay')}>{t('replay.open')}</Button>
          <Button danger onClick={() => setOver('end')}>
            {t('end.open')}
          </Button>
        </div>
        <Refusal error={stir.error} onRetry={stir.retry} />
        <HowItStands webhook={webhook} lastPosition={lastPosition} />
      </Stack>
      {over === 'change' && <WebhookForm old={webhook} onClose={close} />}
      {over === 'replay' && <ReplayDialog webhook={webhook} lastPosition={lastPosition} onClose={close} />}
      {over === 'end' && <EndDialog webhook={webhook} onCancel={close} onEnded={onClose} />}
    </Drawer>
  );
}

function HowItStands({ webhook, lastPosition }: Omit<WebhookDrawerProps, 'onClose'>) {
  const t = useTexts();
  const failing = webhook.failingSince !== null;
  return (
    <Facts
      facts={[
        { label: t('state'), value: <State row={webhook} /> },
        { label: t('url'), value: <CopyableCode value={webhook.url} /> },
        { label: t('kinds'), value: <Kinds kinds={webhook.kinds} all /> },
        { label: t('lag'), value: <Lag row={webhook} /> },
        { label: t('position'), value: t('positionOf', { position: webhook.position, last: lastPosition }) },
        { label: t('lastTaken'), value: <Time at={webhook.lastTakenAt} /> },
        { label: t('fault'), value: <Failing row={webhook} /> },
        ...(failing
          ? [
              { label: t('attempts'), value: webhook.attempts },
              ...(webhook.state === 'active'
                ? [{ label: t('next'), value: <Time at={webhook.nextAt} /> }]
                : []),
            ]
          : []),
      ]}
    />
  );
}

interface EndDialogProps {
  readonly webhook: Webhook;
  readonly onCancel: () => void;
  readonly onEnded: () => void;
}

function EndDialog({ webhook, onCancel, onEnded }: EndDialogProps) {
  const t = useTexts();
  const end = useCommand(changeWebhook, { refresh: [listWebhooks] });
  return (
    <ReasonDialog
      open
      title={t('end.title', { name: webhook.name })}
      confirm={t('end.do')}
      danger
      reason="none"
      pending={end.pending}
      error={end.error}
      onCancel={onCancel}
      onConfirm={() => {
        void end.run({ params: { id: webhook.id }, body: { change: { act: 'end' } } }).then((done) => {
          if (done !== undefined) onEnded();
        });
      }}
    >
      {t('end.text')}
    </ReasonDialog>
  );
}
