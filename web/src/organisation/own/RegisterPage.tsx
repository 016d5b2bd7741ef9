import { listOwnOrganisations, registerOrganisation } from '@heliu/contract/organisation/own';
import { type OrganisationKind, organisationKinds } from '@heliu/contract/organisation/organisation';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useState } from 'react';
import { useSession } from '../../kernel/auth/index.ts';
import { Choices, MobileCard, MobilePage } from '../../kernel/mobile/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { EmptyState, Refusal } from '../../kernel/ui/index.ts';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';
import { contactChecks, ContactFields, contactOf } from './ContactFields.tsx';
import { IdentityFields, useIdentity } from './IdentityFields.tsx';
import { type ChosenPlace, PlaceChoice } from './PlaceChoice.tsx';
import { useFaultLabels } from './use-fault-labels.ts';

/** Asks for an account of an organisation. */
export function RegisterPage() {
  const t = useTexts();
  const { account } = useSession();
  return (
    <MobilePage title={t('register.title')} lead={t('register.lead')} backTo="/organisations">
      {account === null ? (
        <EmptyState
          title={t('own.signedOut')}
          actions={
            <Link to="/sign-in" search={{ next: '/organisations/register' }}>
              {t('own.signIn')}
            </Link>
          }
        >
          {t('own.signedOutText')}
        </EmptyState>
      ) : (
        <RegisterForm />
      )}
    </MobilePage>
  );
}

function RegisterForm() {
  const t = useTexts();
  const navigate = useNavigate();
  const labels = useFaultLabels();
  const [kind, setKind] = useState<OrganisationKind>('enterprise');
  const [place, setPlace] = useState<ChosenPlace>();
  const [tried, setTried] = useState(false);
  const register = useCommand(registerOrganisation, { refresh: [listOwnOrganisations] });
  const identity = useIdentity(
    (given, values) => {
      setTried(true);
      if (place === undefined) return;
      const body = { kind, ...given, placeCode: place.code, ...contactOf(values) };
      void register.run({ body }).then((made) => {
        if (made === undefined) return undefined;
        const params = { organisationId: made.organisationId };
        return navigate({ to: '/organisations/$organisationId', params, replace: true });
      });
    },
    register.error,
    contactChecks(t),
  );
  return (
    <form
      noValidate
      className={styles.stack}
      onSubmit={(event) => {
        setTried(true);
        identity.onSubmit(event);
      }}
    >
      <MobileCard title={t('register.what')}>
        <IdentityFields identity={identity}>
          <Choices
            label={t('register.kind')}
            options={organisationKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            value={kind}
            onChange={setKind}
          />
        </IdentityFields>
      </MobileCard>
      <MobileCard title={t('register.where')}>
        <PlaceChoice
          value={place}
          onChange={setPlace}
          fault={tried && place === undefined ? t('place.needed') : undefined}
        />
        <ContactFields faults={identity.faults} />
      </MobileCard>
      <p className={styles.soft}>{t('register.next')}</p>
      <Refusal error={register.error} onRetry={register.retry} labels={labels} />
      <Button
        type="submit"
        color="primary"
        size="large"
        block
        loading={register.pending}
        disabled={identity.sending}
      >
        {t('register.send')}
      </Button>
    </form>
  );
}
