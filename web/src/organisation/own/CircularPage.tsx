import {
  acknowledgeCircular,
  answerCircular,
  getOwnCopy,
  listOwnCopies,
  readCircular,
} from '@heliu/contract/organisation/circulars';
import type { OwnCopyView } from '@heliu/contract/organisation/circular-views';
import { getOwnOrganisation, listOwnOrganisations } from '@heliu/contract/organisation/own';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { type FormEvent, useEffect, useState } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { MobileCard, MobilePage, TextArea } from '../../kernel/mobile/index.ts';
import { useCommand, useEndpoint } from '../../kernel/query/index.ts';
import { ErrorState, Facts, PageSkeleton, Refusal, Time } from '../../kernel/ui/index.ts';
import { PhotoField, type SentPhoto } from '../../report/index.ts';
import { Conversation } from '../Conversation.tsx';
import { FileLinks } from '../FileLinks.tsx';
import { CopyMark } from '../Marks.tsx';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';
import { useFaultLabels } from './use-fault-labels.ts';

const refresh = [getOwnCopy, listOwnCopies, getOwnOrganisation, listOwnOrganisations];
const mostFiles = 10;

interface Keys {
  readonly organisationId: string;
  readonly circularId: string;
}

/** A notice or order to an organisation: opening it says that it was read. */
export function CircularPage() {
  const { organisationId = '', circularId = '' }: Partial<Keys> = useParams({ strict: false });
  const found = useEndpoint(getOwnCopy, { params: { organisationId, circularId } });
  if (found.data !== undefined) {
    return <Shown keys={{ organisationId, circularId }} copy={found.data} />;
  }
  if (found.error !== null) {
    return (
      <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
    );
  }
  return <PageSkeleton />;
}

interface ShownProps {
  readonly keys: Keys;
  readonly copy: OwnCopyView;
}

function Shown({ keys, copy }: ShownProps) {
  const t = useTexts();
  const show = useShow();
  const read = useCommand(readCircular, { refresh });
  const { run } = read;
  const { organisationId, circularId } = keys;
  const unread = copy.allowed.includes('read');
  useEffect(() => {
    if (unread) void run({ params: { organisationId, circularId }, body: {} });
  }, [unread, run, organisationId, circularId]);
  return (
    <MobilePage
      title={copy.title}
      lead={`${t(`circular.kind.${copy.kind}`)} · ${show(copy.unit.name)}`}
      backTo={`/organisations/${organisationId}`}
    >
      <MobileCard>
        <div className={styles.line}>
          <CopyMark state={copy.state} overdue={copy.overdue} />
        </div>
        <Facts
          facts={[
            { label: t('circular.sentAt'), value: <Time at={copy.sentAt} show="absolute" /> },
            ...(copy.dueAt === null
              ? []
              : [{ label: t('circular.due'), value: <Time at={copy.dueAt} show="absolute" /> }]),
            ...(copy.phone === null ? [] : [{ label: t('circular.phone'), value: copy.phone }]),
          ]}
        />
        <p className={styles.words}>{copy.body}</p>
        <FileLinks files={copy.files} />
        {copy.withdrawnWords !== null && (
          <p className={styles.words}>{t('circular.withdrawnWhy', { words: copy.withdrawnWords })}</p>
        )}
      </MobileCard>
      {copy.conversation.length > 0 && (
        <MobileCard title={t('answer.title')}>
          <Conversation answers={copy.conversation} />
        </MobileCard>
      )}
      <Acts keys={keys} copy={copy} />
    </MobilePage>
  );
}

function Acts({ keys, copy }: ShownProps) {
  const t = useTexts();
  const labels = useFaultLabels();
  const [words, setWords] = useState('');
  const [photos, setPhotos] = useState<readonly SentPhoto[]>([]);
  const [sending, setSending] = useState(false);
  const [tried, setTried] = useState(false);
  const acknowledge = useCommand(acknowledgeCircular, { refresh });
  const answer = useCommand(answerCircular, { refresh });
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (words.trim().length < 2 || sending) return;
    const evidence = photos.map(({ fileId, claim }) => ({ fileId, claim: claim ?? undefined }));
    if ((await answer.run({ params: keys, body: { words: words.trim(), evidence } })) === undefined) return;
    setWords('');
    setPhotos([]);
    setTried(false);
  };
  return (
    <>
      {copy.allowed.includes('acknowledge') && (
        <Button
          block
          loading={acknowledge.pending}
          onClick={() => void acknowledge.run({ params: keys, body: {} })}
        >
          {t('answer.acknowledge')}
        </Button>
      )}
      <Refusal error={acknowledge.error} onRetry={acknowledge.retry} />
      {copy.allowed.includes('answer') && (
        <MobileCard title={t('answer.write')}>
          <form noValidate className={styles.stack} onSubmit={(event) => void send(event)}>
            <TextArea
              label={t('answer.words')}
              hint={t(copy.kind === 'order' ? 'answer.hintOrder' : 'answer.hintNotice')}
              value={words}
              maxLength={4000}
              onChange={(event) => setWords(event.target.value)}
              fault={tried && words.trim().length < 2 ? t('answer.needed') : undefined}
            />
            <PhotoField value={photos} onChange={setPhotos} onSending={setSending} maxCount={mostFiles} />
            <Refusal error={answer.error} onRetry={answer.retry} labels={labels} />
            <Button type="submit" color="primary" loading={answer.pending} disabled={sending}>
              {t('answer.send')}
            </Button>
          </form>
        </MobileCard>
      )}
    </>
  );
}
