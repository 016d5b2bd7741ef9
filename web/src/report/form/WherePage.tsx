import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { type FormEvent, useState } from 'react';
import { isProblem } from '../../kernel/api/index.ts';
import { Fault, MobileCard } from '../../kernel/mobile/index.ts';
import { PhotoField } from '../file/PhotoField.tsx';
import styles from '../report.module.css';
import form from './form.module.css';
import { useTexts } from '../texts.ts';
import { changeDraft, readDraft, useDraft } from './draft.ts';
import { PlaceSection } from './PlaceSection.tsx';
import { StepFrame } from './StepFrame.tsx';
import { useLocated } from './located.ts';

const maxPhotos = 10;

/** Second step: photos first, since they may know the place, then the place. */
export function WherePage() {
  return (
    <StepFrame step="where" backTo="/report">
      <Where />
    </StepFrame>
  );
}

function Where() {
  const t = useTexts();
  const navigate = useNavigate();
  const draft = useDraft();
  const [sending, setSending] = useState(false);
  const [tried, setTried] = useState(false);
  const located = useLocated(draft.position);
  const outside = isProblem(located.error, 'place.outside');
  const missing = draft.position === null && draft.placeCode === null;
  const fault = missing ? t('where.needed') : outside ? t('where.outside') : undefined;
  const next = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (fault === undefined && !sending) void navigate({ to: '/report/confirm' });
    else if (fault !== undefined) document.getElementById('report-place')?.focus();
  };
  return (
    <div className={styles.stack}>
      <MobileCard title={t('where.photos')}>
        <p className={styles.small}>{t('where.photosHint')}</p>
        <PhotoField
          value={draft.photos}
          onChange={(change) => changeDraft({ photos: [...change(readDraft().photos)] })}
          onSending={setSending}
          maxCount={maxPhotos}
        />
      </MobileCard>
      <PlaceSection draft={draft} />
      <form onSubmit={next} noValidate className={styles.stack}>
        <Fault text={tried || outside ? fault : undefined} />
        {sending && <output className={styles.small}>{t('where.sending')}</output>}
        <div className={form.foot}>
          <Button type="submit" color="primary" size="large" block disabled={sending}>
            {t('next')}
          </Button>
        </div>
        <div className={styles.links}>
          <Link to="/report">{t('back')}</Link>
        </div>
      </form>
    </div>
  );
}
