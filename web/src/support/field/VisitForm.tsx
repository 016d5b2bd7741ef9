import type { SupportKind } from '@heliu/contract/registers/pack';
import { registerMatter } from '@heliu/contract/matter';
import { recordSupportVisit, type VisitResult, visitResults } from '@heliu/contract/support';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId, useRef, useState } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { Choices, MobileCard, TextArea } from '../../kernel/mobile/index.ts';
import { useOutbox } from '../../kernel/offline/index.ts';
import { presentMs } from '../../kernel/time/index.ts';
import { useCityNames, useForeseenReport, useKeep } from '../../matter/field.tsx';
import styles from './field.module.css';
import type { TaskNow } from './tasks.ts';
import { useFieldTexts } from './texts.ts';

const noType = 'none';

interface VisitFormProps {
  readonly task: TaskNow;
  readonly kind: SupportKind | undefined;
}

/** What came of a visit. The outbox names it by its number: that stays on the device after the consent has ended. */
export function VisitForm({ task, kind }: VisitFormProps) {
  const t = useFieldTexts();
  const show = useShow();
  const names = useCityNames();
  const navigate = useNavigate();
  const outbox = useOutbox();
  const keep = useKeep();
  const id = useId();
  const [result, setResult] = useState<VisitResult>();
  const [note, setNote] = useState('');
  const [type, setType] = useState(noType);
  const [words, setWords] = useState('');
  const [tried, setTried] = useState(false);
  const reported = useRef<string>(undefined);
  const report = useForeseenReport(type);
  const queue = `support ${task.entryId}`;
  const handsOn = type !== noType;
  const wordless = handsOn && [...words.trim()].length < 2;

  const handOn = async (): Promise<string | null> => {
    if (!handsOn) return null;
    const body = report.body({ text: words, answers: {}, placeCode: task.gridCode });
    reported.current ??= await outbox.add({
      endpoint: registerMatter.id,
      body,
      queue,
      about: { title: body.title, act: 'register' },
    });
    return reported.current;
  };
  const store = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    const amiss = result === undefined ? 'result' : wordless ? 'words' : undefined;
    if (amiss !== undefined) {
      document.getElementById(`${id}-${amiss}`)?.focus();
      return;
    }
    const visitedAt = new Date(presentMs()).toISOString();
    const kept = await keep.run(async () => {
      const referralId = await handOn();
      await outbox.add({
        endpoint: recordSupportVisit.id,
        params: { entryId: task.entryId },
        body: { visitedAt, result, note: note.trim() === '' ? null : note.trim(), referralId },
        queue,
        keeps: ['visitedAt', 'result'],
        about: { title: task.number, act: 'recordSupportVisit' },
      });
    });
    if (kept) await navigate({ to: '/support' });
  };
  const choose = (code: string): void => {
    setType(code);
    if (code !== noType) setWords(t('handOn.words', { type: show(names.type(code)) }));
  };
  return (
    <MobileCard title={t('visit.title')}>
      <form onSubmit={(event) => void store(event)} noValidate className={styles.stack}>
        <Choices<VisitResult>
          id={`${id}-result`}
          label={t('visit.result')}
          options={visitResults.map((value) => ({ value, label: t(`result.${value}`) }))}
          value={result ?? null}
          onChange={setResult}
          hint={result === 'declined' ? t('declined') : undefined}
          fault={tried && result === undefined ? t('visit.resultNeeded') : undefined}
        />
        <TextArea
          label={t('visit.note')}
          hint={t('visit.noteHint')}
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.target.value)}
        />
        {kind !== undefined && kind.referrals.length > 0 && (
          <Choices<string>
            label={t('handOn.label')}
            options={[
              { value: noType, label: t('handOn.none') },
              ...kind.referrals.map((code) => ({ value: code, label: show(names.type(code)) })),
            ]}
            value={type}
            onChange={choose}
          />
        )}
        {handsOn && (
          <TextArea
            id={`${id}-words`}
            label={t('handOn.text')}
            hint={t('handOn.textHint')}
            value={words}
            maxLength={2000}
            onChange={(event) => setWords(event.target.value)}
            fault={tried && wordless ? t('handOn.textNeeded') : undefined}
          />
        )}
        {keep.foot}
      </form>
    </MobileCard>
  );
}
