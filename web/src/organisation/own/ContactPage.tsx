import { changeContact, getOwnOrganisation } from '@heliu/contract/organisation/own';
import type { OwnOrganisationView } from '@heliu/contract/organisation/views';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useState } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { MobileCard, MobilePage, useFields } from '../../kernel/mobile/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';
import { contactChecks, ContactFields, contactOf } from './ContactFields.tsx';
import { OwnGate } from './OwnGate.tsx';
import { type ChosenPlace, PlaceChoice } from './PlaceChoice.tsx';
import { useFaultLabels } from './use-fault-labels.ts';

/** Place, address and contact, which need no new verification. */
export function ContactPage() {
  const t = useTexts();
  return (
    <OwnGate>
      {(organisation) => (
        <MobilePage
          title={t('contact.title')}
          lead={t('contact.lead')}
          backTo={`/organisations/${organisation.organisationId}`}
        >
          <ContactForm organisation={organisation} />
        </MobilePage>
      )}
    </OwnGate>
  );
}

function ContactForm({ organisation }: { readonly organisation: OwnOrganisationView }) {
  const t = useTexts();
  const show = useShow();
  const navigate = useNavigate();
  const labels = useFaultLabels();
  const params = { organisationId: organisation.organisationId };
  const { code, name } = organisation.place;
  const [place, setPlace] = useState<ChosenPlace>({ code, words: show(name) });
  const change = useCommand(changeContact, { refresh: [getOwnOrganisation] });
  const { faults, onSubmit } = useFields(
    contactChecks(t),
    async (values) => {
      const body = { placeCode: place.code, ...contactOf(values) };
      const done = await change.run({ params, body });
      if (done !== undefined) await navigate({ to: '/organisations/$organisationId', params });
    },
    change.error,
  );
  return (
    <form noValidate className={styles.stack} onSubmit={onSubmit}>
      <MobileCard>
        <PlaceChoice value={place} onChange={setPlace} fault={undefined} />
        <ContactFields faults={faults} known={organisation} />
      </MobileCard>
      <Refusal error={change.error} onRetry={change.retry} labels={labels} />
      <Button type="submit" color="primary" size="large" block loading={change.pending}>
        {t('contact.save')}
      </Button>
    </form>
  );
}
