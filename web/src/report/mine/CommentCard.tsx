import { commentOwnReport, openOwnReport } from '@heliu/contract/matter/track';
import { Button, Toast } from 'antd-mobile';
import { type FormEvent, useState } from 'react';
import { MobileCard, TextArea } from '../../kernel/mobile/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import { PhotoField } from '../file/PhotoField.tsx';
import type { SentPhoto } from '../file/photo.ts';
import styles from '../report.module.css';
import { useTexts } from '../texts.ts';
import type { OwnKey } from './OwnReportPage.tsx';

const maxFiles = 10;

export function CommentCard({ ownKey }: { readonly ownKey: OwnKey }) {
  const t = useTexts();
  const [note, setNote] = useState('');
  const [photos, setPhotos] = useState<readonly SentPhoto[]>([]);
  const [sending, setSending] = useState(false);
  const [tried, setTried] = useState(false);
  const comment = useCommand(commentOwnReport, { refresh: [openOwnReport] });
  const send = async (): Promise<void> => {
    const evidence = photos.map(({ fileId, claim }) => ({ fileId, claim: claim ?? undefined }));
    if ((await comment.run({ body: { ...ownKey, note: note.trim(), evidence } })) === undefined) return;
    setNote('');
    setPhotos([]);
    setTried(false);
    Toast.show({ content: t('comment.sent') });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (note.trim() !== '' && !sending) void send();
  };
  return (
    <MobileCard title={t('comment.title')}>
      <form onSubmit={submit} noValidate className={styles.stack}>
        <TextArea
          label={t('comment.note')}
          hint={t('comment.hint')}
          value={note}
          maxLength={2000}
          onChange={(event) => setNote(event.target.value)}
          fault={tried && note.trim() === '' ? t('comment.needed') : undefined}
        />
        <PhotoField value={photos} onChange={setPhotos} onSending={setSending} maxCount={maxFiles} />
        <Refusal
          error={comment.error}
          onRetry={comment.retry}
          labels={{ note: t('comment.note'), evidence: t('where.photos') }}
        />
        <Button type="submit" color="primary" fill="outline" loading={comment.pending} disabled={sending}>
          {t('comment.send')}
        </Button>
      </form>
    </MobileCard>
  );
}
