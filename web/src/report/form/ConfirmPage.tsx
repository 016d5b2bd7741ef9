import { ReporterInput } from '@heliu/contract/matter/endpoints';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import type { ChangeEvent } from 'react';
import { z } from 'zod';
import { useSession } from '../../kernel/auth/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { Field, MobileCard, useFields, useSharedDevice } from '../../kernel/mobile/index.ts';
import { EmptyState, Facts, Refusal } from '../../kernel/ui/index.ts';
import { useCity } from '../city/City.tsx';
import styles from '../report.module.css';
import form from './form.module.css';
import { useTexts } from '../texts.ts';
import { bodyOf, changeDraft, type Draft, useDraft } from './draft.ts';
import { placeWords } from './place-words.ts';
import { StepFrame } from './StepFrame.tsx';
import { useSubmit } from './use-submit.ts';
import { useLocated } from './located.ts';

/** Third step: who, if one wants to say, and a look at all of it. */
export function ConfirmPage() {
  return (
    <StepFrame step="confirm" backTo="/report/where">
      <Confirm />
    </StepFrame>
  );
}

const blankOr = (schema: z.ZodType): z.ZodType => z.union([z.string().trim().length(0), schema]);

function Confirm() {
  const t = useTexts();
  const show = useShow();
  const { account } = useSession();
  const shared = useSharedDevice();
  const { typeName } = useCity();
  const draft = useDraft();
  const submit = useSubmit();
  const labels = useFaultLabels();
  const body = bodyOf(draft, draft.typeCode === null ? '' : show(typeName(draft.typeCode)));
  const { faults, onSubmit } = useFields(
    {
      name: { schema: blankOr(ReporterInput.shape.name), message: t('confirm.nameWrong') },
      phone: { schema: blankOr(ReporterInput.shape.phone), message: t('confirm.phoneWrong') },
      email: { schema: blankOr(ReporterInput.shape.email), message: t('confirm.emailWrong') },
    },
    () => (body === undefined ? undefined : submit.send(body)),
  );
  if (body === undefined) {
    return (
      <EmptyState title={t('confirm.incomplete')} actions={<Link to="/report">{t('confirm.start')}</Link>} />
    );
  }
  const change =
    (name: 'name' | 'phone' | 'email') =>
    (event: ChangeEvent<HTMLInputElement>): void =>
      changeDraft({ [name]: event.target.value });
  return (
    <form onSubmit={onSubmit} noValidate className={styles.stack}>
      <MobileCard title={t('confirm.review')}>
        <Review draft={draft} />
        <div className={styles.links}>
          <Link to="/report">{t('confirm.changeWhat')}</Link>
          <Link to="/report/where">{t('confirm.changeWhere')}</Link>
        </div>
      </MobileCard>
      {draft.organisation !== null && (
        <MobileCard title={t('confirm.inName')}>
          <p className={styles.soft}>{t('confirm.inNameText', { name: draft.organisation.name })}</p>
          <Button size="small" onClick={() => changeDraft({ organisation: null })}>
            {t('confirm.ownName')}
          </Button>
        </MobileCard>
      )}
      <MobileCard title={t('confirm.contact')}>
        {account === null ? (
          <p className={form.note}>
            {t('confirm.anonymous')}{' '}
            {!shared && (
              <Link to="/sign-in" search={{ next: '/report/confirm' }}>
                {t('confirm.signIn')}
              </Link>
            )}
          </p>
        ) : (
          <p className={styles.soft}>{t('confirm.signedIn', { name: account.displayName })}</p>
        )}
        <p className={styles.small}>{t('confirm.contactHint')}</p>
        <Field
          name="name"
          label={t('confirm.name')}
          value={draft.name}
          maxLength={60}
          fault={faults.name}
          autoComplete="name"
          onChange={change('name')}
        />
        <Field
          name="phone"
          type="tel"
          label={t('confirm.phone')}
          value={draft.phone}
          fault={faults.phone}
          autoComplete="tel"
          onChange={change('phone')}
        />
        <Field
          name="email"
          type="email"
          label={t('confirm.email')}
          value={draft.email}
          fault={faults.email}
          autoComplete="email"
          onChange={change('email')}
        />
      </MobileCard>
      <Refusal error={submit.error} onRetry={() => submit.send(body)} labels={labels} />
      <Button type="submit" color="primary" size="large" block loading={submit.pending}>
        {t('confirm.send')}
      </Button>
    </form>
  );
}

function useFaultLabels(): Readonly<Record<string, string>> {
  const t = useTexts();
  return {
    typeCode: t('what.type'),
    requestKind: t('what.kind'),
    description: t('what.text'),
    title: t('what.text'),
    place: t('where.place'),
    'place.address': t('where.address'),
    'reporter.name': t('confirm.name'),
    'reporter.phone': t('confirm.phone'),
    'reporter.email': t('confirm.email'),
    evidence: t('where.photos'),
  };
}

function Review({ draft }: { readonly draft: Draft }) {
  const t = useTexts();
  const show = useShow();
  const { city, typeName } = useCity();
  const located = useLocated(draft.position);
  const place =
    draft.position === null
      ? draft.placeName
      : located.data === undefined
        ? draft.position.toReversed().join(', ')
        : placeWords(show(located.data.path), show(located.data.grid.name));
  const kind = city.requestKinds.find((one) => one.kind === draft.requestKind);
  const type = city.types.find(({ code }) => code === draft.typeCode);
  const answers = (type?.questions ?? []).flatMap(({ code, text, options }) => {
    const option = options.find((one) => one.code === draft.answers[code]);
    return option === undefined ? [] : [{ label: show(text), value: show(option.text) }];
  });
  return (
    <Facts
      facts={[
        { label: t('what.type'), value: draft.typeCode === null ? '' : show(typeName(draft.typeCode)) },
        { label: t('what.kind'), value: kind === undefined ? '' : show(kind.name) },
        ...answers,
        { label: t('what.text'), value: <span className={styles.words}>{draft.text.trim()}</span> },
        { label: t('where.place'), value: place },
        ...(draft.address.trim() === ''
          ? []
          : [{ label: t('where.addressShown'), value: draft.address.trim() }]),
        { label: t('where.photos'), value: t('confirm.photos', { count: draft.photos.length }) },
      ]}
    />
  );
}
