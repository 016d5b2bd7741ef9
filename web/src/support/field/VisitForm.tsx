import type { SupportKind } from '@heliu/contract/registers/pack';
import { registerMatter } from '@heliu/contract/matter';
import { recordSupportVisit, type VisitResult, visitResults } from '@heliu/contract/support';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { useShow } from '../../kernel/i18n/index.ts';
import { Choices, MobileCard, TextArea } from '../../kernel/mobile/index.ts';
import { type NewItem, useDraft } from '../../kernel/offline/index.ts';
import { presentMs } from '../../kernel/time/index.ts';
import { Restored, useCityNames, useForeseenReport, useKeep } from '../../matter/field.tsx';
import styles from './field.module.css';
import { formOf, type TaskNow } from './tasks.ts';
import { useFieldTexts } from './texts.ts';

const noType = 'none';

interface VisitValues {
  readonly result: VisitResult | null;
  readonly note: string;
  /** What it is handed on as. */
  readonly type: string;
  readonly words: string;
}

const blank: VisitValues = { result: null, note: '', type: noType, words: '' };

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
  const keep = useKeep();
  const id = useId();
  const { form, change, clear, send } = useDraft(formOf(task.entryId), () => blank);
  const [tried, setTried] = useState(false);
  const { result, note, type, words } = form?.value ?? blank;
  const report = useForeseenReport(type);
  if (form === undefined) return null;
  const set = (part: Partial<VisitValues>): void => change({ ...form.value, ...part });
  const queue = `support ${task.entryId}`;
  const handsOn = type !== noType;
  const wordless = handsOn && [...words.trim()].length < 2;

  const handOn = (): NewItem | undefined => {
    if (!handsOn) return undefined;
    const body = report.body({ text: words, answers: {}, placeCode: task.gridCode });
    const about = { title: body.title, act: 'register' };
    return { id: uuidv7(), command: { endpoint: registerMatter.id, body, queue, about } };
  };
  const store = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    const amiss = result === null ? 'result' : wordless ? 'words' : undefined;
    if (amiss !== undefined) {
      document.getElementById(`${id}-${amiss}`)?.focus();
      return;
    }
    const visitedAt = new Date(presentMs()).toISOString();
    const referral = handOn();
    const body = {
      visitedAt,
      result,
      note: note.trim() === '' ? null : note.trim(),
      referralId: referral?.id ?? null,
    };
    const visit: NewItem = {
      id: uuidv7(),
      command: {
        endpoint: recordSupportVisit.id,
        params: { entryId: task.entryId },
        body,
        queue,
        keeps: ['visitedAt', 'result'],
        erasedBy: 'support.gone',
        about: { title: task.number, act: 'recordSupportVisit' },
      },
    };
    const kept = await keep.run(() => send(referral === undefined ? [visit] : [referral, visit]));
    if (kept) await navigate({ to: '/support' });
  };
  const choose = (code: string): void => {
    set({ type: code, words: code === noType ? '' : t('handOn.words', { type: show(names.type(code)) }) });
  };
  return (
    <MobileCard title={t('visit.title')}>
      <form onSubmit={(event) => void store(event)} noValidate className={styles.stack}>
        {form.restored && <Restored onAnew={() => clear()} />}
        <Choices<VisitResult>
          id={`${id}-result`}
          label={t('visit.result')}
          options={visitResults.map((value) => ({ value, label: t(`result.${value}`) }))}
          value={result}
          onChange={(value) => set({ result: value })}
          hint={result === 'declined' ? t('declined') : undefined}
          fault={tried && result === null ? t('visit.resultNeeded') : undefined}
        />
        <TextArea
          label={t('visit.note')}
          hint={t('visit.noteHint')}
          value={note}
          maxLength={500}
          onChange={(event) => set({ note: event.target.value })}
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
            onChange={(event) => set({ words: event.target.value })}
            fault={tried && wordless ? t('handOn.textNeeded') : undefined}
          />
        )}
        {keep.foot}
      </form>
    </MobileCard>
  );
}
