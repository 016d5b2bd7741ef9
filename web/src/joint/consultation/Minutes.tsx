import type { ItemView } from '@heliu/contract/joint/consultation-views';
import { correctMinutes, writeMinutes } from '@heliu/contract/joint/consultations';
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { ReasonDialog } from '../../kernel/desk/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal, Time } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { useDraft } from './draft.ts';
import { shownConsultations } from './shown.ts';
import { useUnsaved } from './Unsaved.tsx';
import styles from './consultation.module.css';

interface MinutesProps {
  readonly consultationId: string;
  readonly item: ItemView;
}

/** What was said on an item: written while it is held, read afterwards, with corrections beside it. */
export function Minutes({ consultationId, item }: MinutesProps) {
  const t = useTexts();
  return (
    <section className={styles.record}>
      <h4 className={styles.recordTitle}>{t('consultation.minutes.title')}</h4>
      {item.allowed.includes('minute') ? (
        <Editor consultationId={consultationId} item={item} />
      ) : item.minutes === null ? (
        <p className={[styles.soft, styles.flat].join(' ')}>{t('consultation.minutes.none')}</p>
      ) : (
        <>
          <p className={styles.words}>{item.minutes.words}</p>
          <Said entry={item.minutes} />
        </>
      )}
      {item.corrections.length > 0 && (
        <ul className={styles.corrections} aria-label={t('consultation.minutes.corrections')}>
          {item.corrections.map((entry) => (
            <li key={entry.at}>
              <p className={styles.words}>
                <strong>{t('consultation.minutes.corrections')}</strong> {entry.words}
              </p>
              <Said entry={entry} />
            </li>
          ))}
        </ul>
      )}
      {item.allowed.includes('correct') && <Correct consultationId={consultationId} item={item} />}
    </section>
  );
}

/** When and by whom. */
export function Said({ entry }: { readonly entry: { readonly at: string; readonly by: string | null } }) {
  const t = useTexts();
  return (
    <span className={styles.soft}>
      <Time at={entry.at} show="absolute" />
      {entry.by !== null && ` · ${t('consultation.by', { name: entry.by })}`}
    </span>
  );
}

/** Two people may write at once: whoever comes second sees the newer wording before putting another in its place. */
function Editor({ consultationId, item }: MinutesProps) {
  const t = useTexts();
  const [draft, setDraft] = useDraft(consultationId, item.no);
  useUnsaved(item.no, draft !== undefined);
  const write = useCommand(writeMinutes, { refresh: shownConsultations });
  const { minutes } = item;
  const revision = minutes?.revision ?? 0;
  const words = draft?.words ?? minutes?.words ?? '';
  const isNewer = draft !== undefined && draft.revision < revision;
  const save = async () => {
    if (draft === undefined) return;
    const body = { words: draft.words.trim(), revision: draft.revision };
    const done = await write.run({ params: { consultationId, no: item.no }, body });
    if (done !== undefined) setDraft(undefined);
  };
  return (
    <>
      <Input.TextArea
        value={words}
        aria-label={t('consultation.minutes.label', { name: item.title })}
        placeholder={t('consultation.minutes.write')}
        autoSize={{ minRows: 3, maxRows: 16 }}
        maxLength={8000}
        onChange={({ target }) => setDraft({ words: target.value, revision: draft?.revision ?? revision })}
      />
      {isNewer && minutes !== null && (
        <Alert
          type="warning"
          title={t('consultation.minutes.newer', { name: minutes.by ?? '' })}
          description={
            <>
              <p className={styles.words}>{minutes.words}</p>
              <p className={styles.flat}>{t('consultation.minutes.newerText')}</p>
            </>
          }
          action={
            <div className={styles.acts}>
              <Button size="small" onClick={() => setDraft({ ...draft, revision })}>
                {t('consultation.minutes.keep')}
              </Button>
              <Button size="small" onClick={() => setDraft(undefined)}>
                {t('consultation.minutes.drop')}
              </Button>
            </div>
          }
        />
      )}
      <div className={styles.between}>
        {draft === undefined ? (
          minutes === null ? (
            <span />
          ) : (
            <Said entry={minutes} />
          )
        ) : (
          <span className={styles.soft}>{t('consultation.minutes.unsaved')}</span>
        )}
        <Button
          size="small"
          type={draft === undefined ? 'default' : 'primary'}
          disabled={draft === undefined || isNewer || draft.words.trim().length < 2}
          loading={write.pending}
          onClick={() => void save()}
        >
          {t('consultation.minutes.save')}
        </Button>
      </div>
      <Refusal error={isNewer ? undefined : write.error} onRetry={() => void save()} />
    </>
  );
}

function Correct({ consultationId, item }: MinutesProps) {
  const t = useTexts();
  const [asking, setAsking] = useState(false);
  const correct = useCommand(correctMinutes, { refresh: shownConsultations });
  const send = async (words: string) => {
    const done = await correct.run({ params: { consultationId, no: item.no }, body: { words } });
    if (done !== undefined) setAsking(false);
  };
  const label = t('consultation.act.correct');
  return (
    <div>
      <Button
        size="small"
        aria-label={t('consultation.actOn', { act: label, name: item.title })}
        onClick={() => setAsking(true)}
      >
        {label}
      </Button>
      {asking && (
        <ReasonDialog
          open
          title={label}
          confirm={label}
          reasonLabel={t('consultation.ask.correct')}
          pending={correct.pending}
          error={correct.error}
          onConfirm={(words) => void send(words)}
          onCancel={() => setAsking(false)}
        >
          {t('consultation.ask.correctText')}
        </ReasonDialog>
      )}
    </div>
  );
}
