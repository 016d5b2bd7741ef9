import type { OwnOrganisationView } from '@heliu/contract/organisation/views';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useShow } from '../../kernel/i18n/index.ts';
import { MobileCard, MobilePage } from '../../kernel/mobile/index.ts';
import { Facts, Time } from '../../kernel/ui/index.ts';
import { beginReport } from '../../report/resident.tsx';
import { History } from '../History.tsx';
import { OrganisationMark } from '../Marks.tsx';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';
import { CircularsCard } from './CircularsCard.tsx';
import { CloseCard, WithdrawButton } from './CloseCard.tsx';
import { DemandsCard } from './DemandsCard.tsx';
import { OwnGate } from './OwnGate.tsx';
import { PeopleCard } from './PeopleCard.tsx';

/** Everything that an organisation does with the city, for whoever speaks for it. */
export function OrganisationPage() {
  const t = useTexts();
  return (
    <OwnGate>
      {(organisation) => {
        const { organisationId, name, kind, state, allowed } = organisation;
        return (
          <MobilePage title={name} lead={t(`kind.${kind}`)} backTo="/organisations">
            <StateCard organisation={organisation} />
            {allowed.includes('demand') && <Demand id={organisationId} name={name} />}
            {state !== 'waiting' && <CircularsCard organisationId={organisationId} />}
            {state !== 'waiting' && <DemandsCard organisationId={organisationId} />}
            <PeopleCard organisation={organisation} />
            <DetailsCard organisation={organisation} />
            <MobileCard title={t('history.title')}>
              <History entries={organisation.history} />
            </MobileCard>
            {allowed.includes('close') && <CloseCard organisationId={organisationId} />}
          </MobilePage>
        );
      }}
    </OwnGate>
  );
}

interface CardProps {
  readonly organisation: OwnOrganisationView;
}

function StateCard({ organisation }: CardProps) {
  const t = useTexts();
  const { organisationId, state, applications, allowed } = organisation;
  const [last] = applications;
  const changes = state !== 'waiting' && last?.decision === null;
  const refused = last?.decision === 'declined' ? last.words : null;
  const suspended = organisation.history.find(({ kind }) => kind === 'suspended');
  return (
    <MobileCard>
      <div className={styles.line}>
        <OrganisationMark state={state} />
        <span>{t(`stateText.${state}`)}</span>
      </div>
      {refused !== null && <p className={styles.words}>{t('own.declinedWhy', { words: refused })}</p>}
      {state === 'suspended' && suspended !== undefined && (
        <p className={styles.words}>{t('own.suspendedWhy', { words: suspended.words ?? '' })}</p>
      )}
      {changes && <p className={styles.flat}>{t('own.changeWaits', { name: last.name })}</p>}
      <div className={styles.line}>
        {allowed.includes('apply') && (
          <Link to="/organisations/$organisationId/apply" params={{ organisationId }}>
            {t(state === 'declined' ? 'apply.correct' : 'apply.title')}
          </Link>
        )}
        {allowed.includes('withdraw') && <WithdrawButton organisationId={organisationId} />}
      </div>
    </MobileCard>
  );
}

function Demand({ id, name }: { readonly id: string; readonly name: string }) {
  const t = useTexts();
  const navigate = useNavigate();
  const begin = async (): Promise<void> => {
    await beginReport({ organisation: { id, name } });
    await navigate({ to: '/report' });
  };
  return (
    <Button color="primary" size="large" block onClick={() => void begin()}>
      {t('demands.make')}
    </Button>
  );
}

function DetailsCard({ organisation }: CardProps) {
  const t = useTexts();
  const show = useShow();
  const { organisationId, creditCode, noCodeReason, place, address, contact, allowed } = organisation;
  return (
    <MobileCard title={t('details.title')}>
      <Facts
        facts={[
          {
            label: t('identity.code'),
            value: creditCode ?? t('application.noCode', { why: noCodeReason ?? '' }),
          },
          { label: t('place.label'), value: show(place.name) },
          { label: t('contact.address'), value: address },
          {
            label: t('contact.name'),
            value: [contact.name, contact.phone, contact.email].filter((part) => part !== null).join(' · '),
          },
          { label: t('details.registered'), value: <Time at={organisation.registeredAt} show="absolute" /> },
        ]}
      />
      {allowed.includes('changeContact') && (
        <Link to="/organisations/$organisationId/contact" params={{ organisationId }}>
          {t('contact.title')}
        </Link>
      )}
    </MobileCard>
  );
}
