import { registerMatter } from '@heliu/contract/matter';
import type { Round } from '@heliu/contract/patrol';
import type { ChecklistItem } from '@heliu/contract/patrol/plan';
import { useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { useShow } from '../kernel/i18n/index.ts';
import { TextArea } from '../kernel/mobile/index.ts';
import { DeviceFull, useDraft } from '../kernel/offline/index.ts';
import { PhotoField, photosOf } from '../kernel/photo/index.ts';
import { useForeseenReport } from '../matter/field.tsx';
import styles from './field.module.css';
import { useTexts } from './texts.ts';
import type { VisitDraft } from './use-visit-draft.ts';

const maxPhotos = 10;

interface FindingFormProps {
  readonly item: Exclude<ChecklistItem, { answer: 'text' }> & { readonly type: string };
  readonly round: Round;
  readonly queue: string;
  readonly reported: boolean;
  /** The visit with what was reported; it is kept in the same moment as the report. */
  readonly visitWith: (reportId: string) => VisitDraft;
  readonly onReported: (visit: VisitDraft) => void;
}

/** A finding becomes a matter in two taps: everything is filled in, and may be changed. */
export function FindingForm(props: FindingFormProps) {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  if (props.reported) return <output className={styles.ready}>{t('finding.done')}</output>;
  if (open) return <Draft {...props} />;
  return (
    <div className={styles.finding}>
      <span>{t('finding.lead')}</span>
      <button type="button" className={styles.act} onClick={() => setOpen(true)}>
        {t('finding.open')}
      </button>
    </div>
  );
}

function Draft({ item, round, queue, visitWith, onReported }: FindingFormProps) {
  const t = useTexts();
  const show = useShow();
  const { typeName, body } = useForeseenReport(item.type);
  const { form, change, changePhotos, send } = useDraft(`${queue} ${item.code}`, () =>
    t('finding.words', { type: typeName, place: show(round.name) }),
  );
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>();
  if (form === undefined) return null;
  const { value: text, photos } = form;
  const store = async (): Promise<void> => {
    setPending(true);
    try {
      const report = body({
        text,
        answers: item.answers ?? {},
        ...(round.kind === 'grid'
          ? { placeCode: round.placeCode }
          : round.kind === 'premises'
            ? { placeCode: round.placeCode, address: show(round.name) }
            : { position: round.position, address: show(round.name) }),
      });
      const id = uuidv7();
      const visit = visitWith(id);
      const command = {
        endpoint: registerMatter.id,
        body: report,
        filesAs: 'evidence',
        queue,
        about: { title: report.title, act: 'register' },
      } as const;
      await send([{ id, command, photos: await photosOf(photos) }], [{ name: queue, value: visit }]);
      onReported(visit);
    } catch (cause) {
      setError(cause);
      setPending(false);
    }
  };
  return (
    <div className={styles.finding}>
      <strong>{typeName}</strong>
      <TextArea
        label={t('finding.text')}
        value={text}
        maxLength={5000}
        onChange={(event) => change(event.target.value)}
      />
      <PhotoField value={photos} onChange={changePhotos} maxCount={maxPhotos} />
      {error !== undefined && (
        <p className={styles.fault} role="alert">
          {t(error instanceof DeviceFull ? 'finding.full' : 'finding.failed')}
        </p>
      )}
      <button
        type="button"
        className={styles.mainAct}
        disabled={pending || [...text.trim()].length < 2}
        onClick={() => void store()}
      >
        {t('finding.store')}
      </button>
    </div>
  );
}
