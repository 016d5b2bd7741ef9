import { ReporterVerdict, Satisfaction } from '@heliu/contract/matter/model';
import { openOwnReport, type OwnReport, rateOwnReport } from '@heliu/contract/matter/track';
import { Button, Toast } from 'antd-mobile';
import { type FormEvent, useState } from 'react';
import { Choices, MobileCard, TextArea } from '../../kernel/mobile/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import styles from '../report.module.css';
import { useTexts } from '../texts.ts';
import type { OwnKey } from './OwnReportPage.tsx';

interface RateCardProps {
  readonly ownKey: OwnKey;
  readonly rating: OwnReport['rating'];
}

/** Confirms or disputes the result, and says how the service was. */
export function RateCard({ ownKey, rating }: RateCardProps) {
  const t = useTexts();
  const [verdict, setVerdict] = useState(rating?.verdict ?? null);
  const [satisfaction, setSatisfaction] = useState(rating?.satisfaction ?? null);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const rate = useCommand(rateOwnReport, { refresh: [openOwnReport] });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (verdict === null) document.getElementById('rate-verdict')?.focus();
    else if (satisfaction === null) document.getElementById('rate-satisfaction')?.focus();
    else {
      const words = note.trim() === '' ? {} : { note: note.trim() };
      void rate.run({ body: { ...ownKey, verdict, satisfaction, ...words } }).then((reply) => {
        if (reply !== undefined) Toast.show({ content: t('rate.sent') });
      });
    }
  };
  return (
    <MobileCard title={t('rate.title')}>
      <form onSubmit={submit} noValidate className={styles.stack}>
        <Choices
          id="rate-verdict"
          label={t('rate.verdict')}
          options={ReporterVerdict.options.map((value) => ({ value, label: t(`verdict.${value}`) }))}
          value={verdict}
          onChange={setVerdict}
          hint={verdict === 'unsolved' || verdict === 'partly' ? t('rate.disputed') : undefined}
          fault={tried && verdict === null ? t('rate.needed') : undefined}
        />
        <Choices
          id="rate-satisfaction"
          label={t('rate.satisfaction')}
          options={Satisfaction.options.map((value) => ({ value, label: t(`satisfaction.${value}`) }))}
          value={satisfaction}
          onChange={setSatisfaction}
          fault={tried && satisfaction === null ? t('rate.needed') : undefined}
        />
        <TextArea
          label={t('rate.note')}
          value={note}
          maxLength={2000}
          onChange={(event) => setNote(event.target.value)}
        />
        <Refusal
          error={rate.error}
          onRetry={rate.retry}
          labels={{ verdict: t('rate.verdict'), satisfaction: t('rate.satisfaction'), note: t('rate.note') }}
        />
        <Button type="submit" color="primary" loading={rate.pending}>
          {t('rate.send')}
        </Button>
      </form>
    </MobileCard>
  );
}
