import type { ReasonedAct } from '@heliu/contract/city/wording';
import type { MatterView } from '@heliu/contract/matter';
import { useShow } from '../../kernel/i18n/index.ts';
import { Choices, Fault, TextArea } from '../../kernel/mobile/index.ts';
import { PhotoField } from '../../kernel/photo/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import { type ActValues, type FieldAct, formOf } from './acts.ts';
import styles from './field.module.css';
import { Evidence } from './parts.tsx';
import { useFieldTexts } from './texts.ts';

const maxPhotos = 10;
const maxWords = 4000;

interface ActFieldsProps {
  readonly kind: FieldAct;
  readonly matter: MatterView;
  readonly values: ActValues;
  readonly onChange: (change: Partial<ActValues>) => void;
  readonly photos: readonly File[];
  readonly onPhotos: (photos: readonly File[]) => void;
  /** Fields that are missing, to be marked. */
  readonly lacking: readonly string[];
}

/** Fields of an act in the order in which people think: what, why, in words, proof. */
export function ActFields({ kind, matter, values, onChange, photos, onPhotos, lacking }: ActFieldsProps) {
  const t = useTexts();
  const f = useFieldTexts();
  const form = formOf(kind);
  const fault = (name: string): string | undefined => (lacking.includes(name) ? t('act.needed') : undefined);
  const list = reasonList(kind, values);
  return (
    <>
      {form.results !== undefined && (
        <Choices
          id="act-result"
          label={t('field.result')}
          options={form.results.map((value) => ({ value, label: t(`result.${value}`) }))}
          value={form.results.find((one) => one === values.result) ?? null}
          onChange={(result) => onChange({ result })}
          fault={fault('result')}
        />
      )}
      {form.outcome === true && (
        <Choices
          id="act-outcome"
          label={t('fact.outcome')}
          options={(['solved', 'partly', 'unsolvable'] as const).map((value) => ({
            value,
            label: t(`outcome.${value}`),
          }))}
          value={values.outcome}
          onChange={(outcome) => onChange({ outcome })}
          fault={fault('outcome')}
        />
      )}
      {list !== undefined && (
        <Reasons
          list={list}
          value={values.reason}
          onChange={(reason) => onChange({ reason })}
          fault={fault('reason')}
        />
      )}
      <TextArea
        id="act-note"
        label={t('field.note')}
        value={values.note}
        maxLength={maxWords}
        onChange={(event) => onChange({ note: event.target.value })}
        fault={fault('note')}
      />
      {form.reply === true && matter.state.reporters.length > 0 && (
        <TextArea
          id="act-reply"
          label={t('field.reply')}
          hint={t('act.replyHint')}
          value={values.reply}
          maxLength={maxWords}
          onChange={(event) => onChange({ reply: event.target.value })}
          fault={fault('reply')}
        />
      )}
      {form.photos === true && (
        <div className={styles.stack} id="act-photos" tabIndex={-1}>
          <div className={styles.before}>
            <strong>{f('act.before')}</strong>
            <Evidence matter={matter} plain />
          </div>
          <strong>{f('act.after')}</strong>
          <PhotoField value={photos} onChange={onPhotos} maxCount={maxPhotos} />
          <Fault text={fault('photos')} />
        </div>
      )}
    </>
  );
}

/** The city's list that a reason comes from, where one is asked for. */
function reasonList(kind: FieldAct, values: ActValues): ReasonedAct | undefined {
  if (values.outcome === 'unsolvable') return 'unsolvable';
  if (kind === 'recordPostHandlingCheck') return values.result === 'failed' ? 'rework' : undefined;
  return kind === 'returnBack' || kind === 'requestExtension' ? kind : undefined;
}

interface ReasonsProps {
  readonly list: ReasonedAct;
  readonly value: string;
  readonly onChange: (code: string) => void;
  readonly fault: string | undefined;
}

function Reasons({ list, value, onChange, fault }: ReasonsProps) {
  const t = useTexts();
  const show = useShow();
  const { city } = useCityNames();
  const label = t(list === 'unsolvable' ? 'field.unsolvableReason' : 'field.reasonCode');
  return (
    <Choices
      id="act-reason"
      label={label}
      options={(city.reasons[list] ?? []).map(({ code, text }) => ({ value: code, label: show(text) }))}
      value={value === '' ? null : value}
      onChange={onChange}
      fault={fault}
    />
  );
}
