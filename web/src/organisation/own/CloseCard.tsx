import {
  closeOrganisation,
  getOwnOrganisation,
  listOwnOrganisations,
  withdrawApplication,
} from '@heliu/contract/organisation/own';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useState } from 'react';
import { MobileCard, TextArea } from '../../kernel/mobile/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';

interface IdProps {
  readonly organisationId: string;
}

/** Takes back another name or code that waits. */
export function WithdrawButton({ organisationId }: IdProps) {
  const t = useTexts();
  const withdraw = useCommand(withdrawApplication, { refresh: [getOwnOrganisation] });
  return (
    <>
      <Button
        size="small"
        loading={withdraw.pending}
        onClick={() => void withdraw.run({ params: { organisationId }, body: {} })}
      >
        {t('apply.withdraw')}
      </Button>
      <Refusal error={withdraw.error} onRetry={withdraw.retry} />
    </>
  );
}

/** Closes the account for good, which is asked about before. */
export function CloseCard({ organisationId }: IdProps) {
  const t = useTexts();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [words, setWords] = useState('');
  const close = useCommand(closeOrganisation, { refresh: [listOwnOrganisations] });
  const send = async (): Promise<void> => {
    const done = await close.run({ params: { organisationId }, body: { words: words.trim() } });
    if (done !== undefined) await navigate({ to: '/organisations', replace: true });
  };
  if (!asking) {
    return (
      <Button fill="none" onClick={() => setAsking(true)}>
        {t('close.title')}
      </Button>
    );
  }
  return (
    <MobileCard title={t('close.title')}>
      <p className={styles.flat}>{t('close.text')}</p>
      <TextArea
        label={t('close.why')}
        value={words}
        maxLength={1000}
        onChange={(event) => setWords(event.target.value)}
      />
      <Refusal error={close.error} onRetry={close.retry} />
      <div className={styles.line}>
        <Button
          color="danger"
          loading={close.pending}
          disabled={words.trim().length < 2}
          onClick={() => void send()}
        >
          {t('close.send')}
        </Button>
        <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
      </div>
    </MobileCard>
  );
}
