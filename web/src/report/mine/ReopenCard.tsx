import { openOwnReport, reopenOwnReport } from '@heliu/contract/matter/track';
import { Button, Toast } from 'antd-mobile';
import { type FormEvent, useState } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { Choices, MobileCard, TextArea } from '../../kernel/mobile/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import { useCity } from '../city/City.tsx';
import styles from '../report.module.css';
import { useTexts } from '../texts.ts';
import type { OwnKey } from './OwnReportPage.tsx';

/** Asks for the matter to be taken up again; opened by a button, so that nobody does it by mistake. */
export function ReopenCard({ ownKey }: { readonly ownKey: OwnKey }) {
  const t = useTexts();
  const show = useShow();
  const { city } = useCity();
  const [open, setOpen] = useState(false);
  const [reasonCode, setReasonCode] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const reopen = useCommand(reopenOwnReport, { refresh: [openOwnReport] });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (reasonCode === null) {
      document.getElementById('reopen-reason')?.focus();
      return;
    }
    const words = note.trim() === '' ? {} : { note: note.trim() };
    void reopen.run({ body: { ...ownKey, reasonCode, ...words } }).then((reply) => {
      if (reply !== undefined) Toast.show({ content: t('reopen.sent') });
    });
  };
  return (
    <MobileCard title={t('reopen.title')}>
      <p className={styles.soft}>{t('reopen.text')}</p>
      {!open && (
        <Button fill="outline" onClick={() => setOpen(true)}>
          {t('reopen.start')}
        </Button>
      )}
      {open && (
        <form onSubmit={submit} noValidate className={styles.stack}>
          <Choices
            id="reopen-reason"
            label={t('reopen.reason')}
            options={city.reasons.reopen.map(({ code, text }) => ({ value: code, label: show(text) }))}
            value={reasonCode}
            onChange={setReasonCode}
            fault={tried && reasonCode === null ? t('reopen.needed') : undefined}
          />
          <TextArea
            label={t('reopen.note')}
            value={note}
            maxLength={2000}
            onChange={(event) => setNote(event.target.value)}
          />
          <Refusal
            error={reopen.error}
            onRetry={reopen.retry}
            labels={{ reasonCode: t('reopen.reason'), note: t('reopen.note') }}
          />
          <Button type="submit" color="primary" loading={reopen.pending}>
            {t('reopen.send')}
          </Button>
        </form>
      )}
    </MobileCard>
  );
}
