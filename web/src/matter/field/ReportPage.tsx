import { registerMatter } from '@heliu/contract/matter';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { useAccount } from '../../kernel/auth/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { Choices, Fault, MobileCard, MobilePage, TextArea } from '../../kernel/mobile/index.ts';
import { useDraft } from '../../kernel/offline/index.ts';
import { PhotoField, photosOf } from '../../kernel/photo/index.ts';
import { PageSkeleton } from '../../kernel/ui/index.ts';
import { Named, useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import { FieldPlace } from './FieldPlace.tsx';
import styles from './field.module.css';
import { bodyOf, blankReport, missingOf, type ReportValues } from './report.ts';
import { Restored } from './Restored.tsx';
import { useFieldTexts } from './texts.ts';
import { TypePicker } from './TypePicker.tsx';
import { useKeep } from './use-keep.tsx';

const maxPhotos = 10;

/** A matter found on the way: what, where, photos; handled on the spot or to be handled. */
export function ReportPage() {
  const f = useFieldTexts();
  const { place, address = '' }: Begun = useSearch({ strict: false });
  return (
    <MobilePage title={f('report.title')} lead={f('report.lead')}>
      <Named>
        <ReportForm key={`${place ?? ''} ${address}`} place={place} address={address} />
      </Named>
    </MobilePage>
  );
}

/** Where a report begins that comes from a sign. */
interface Begun {
  readonly place?: string | undefined;
  readonly address?: string;
}

function ReportForm({ place, address = '' }: Begun) {
  const f = useFieldTexts();
  const show = useShow();
  const navigate = useNavigate();
  const names = useCityNames();
  const account = useAccount();
  const draft = useDraft<ReportValues>(`report ${place ?? ''} ${address}`, () => ({
    ...blankReport,
    placeCode: place ?? null,
    address,
  }));
  const [tried, setTried] = useState(false);
  const keep = useKeep();
  if (draft.form === undefined) return <PageSkeleton rows={6} />;
  const { value: values, photos, restored } = draft.form;
  const type = values.typeCode === null ? undefined : names.types.get(values.typeCode);
  const lacking = missingOf(values, type);
  const shown = tried ? lacking : [];
  const change = (part: Partial<ReportValues>): void => draft.change({ ...values, ...part });
  const store = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    const [first] = lacking;
    if (first !== undefined || type === undefined) {
      document.getElementById(`report-${first ?? 'type'}`)?.focus();
      return;
    }
    const body = bodyOf(values, show(type.name), names.city.channels);
    const command = {
      endpoint: registerMatter.id,
      body,
      filesAs: 'evidence',
      queue: '',
      about: { title: body.title, act: values.onSpot ? 'handleOnSpot' : 'register' },
    } as const;
    const kept = await keep.run(async () =>
      draft.send([{ id: uuidv7(), command, photos: await photosOf(photos) }]),
    );
    if (kept) await navigate({ to: '/outbox' });
  };
  return (
    <form onSubmit={(event) => void store(event)} noValidate className={styles.stack}>
      {restored && <Restored onAnew={() => draft.clear()} />}
      <TypePicker
        type={type}
        onChoose={(chosen) => change({ typeCode: chosen?.code ?? null, answers: {}, onSpot: false })}
        answers={values.answers}
        onAnswer={(answers) => change({ answers })}
        lacking={shown}
      />
      <MobileCard title={f('report.words')}>
        <TextArea
          id="report-text"
          label={f('report.text')}
          hint={f('report.textHint')}
          value={values.text}
          maxLength={5000}
          onChange={(event) => change({ text: event.target.value })}
          fault={shown.includes('text') ? f('report.textNeeded') : undefined}
        />
        <PhotoField value={photos} onChange={draft.changePhotos} maxCount={maxPhotos} />
      </MobileCard>
      <FieldPlace values={values} onChange={change} account={account} />
      <Fault text={shown.includes('place') ? f('report.placeNeeded') : undefined} />
      {type?.rules.onSpotAllowed === true && <OnSpot values={values} onChange={change} />}
      {keep.foot}
    </form>
  );
}

interface OnSpotProps {
  readonly values: ReportValues;
  readonly onChange: (part: Partial<ReportValues>) => void;
}

function OnSpot({ values, onChange }: OnSpotProps) {
  const t = useTexts();
  const f = useFieldTexts();
  return (
    <MobileCard title={f('report.done')}>
      <Choices
        label={f('report.doneLabel')}
        options={[
          { value: 'no', label: f('report.doneNo') },
          { value: 'yes', label: t('register.onSpot') },
        ]}
        value={values.onSpot ? 'yes' : 'no'}
        onChange={(value) => onChange({ onSpot: value === 'yes' })}
        hint={values.onSpot ? t('register.onSpotText') : undefined}
      />
      {values.onSpot && (
        <TextArea
          label={t('register.onSpotNote')}
          value={values.note}
          maxLength={4000}
          onChange={(event) => onChange({ note: event.target.value })}
        />
      )}
    </MobileCard>
  );
}
