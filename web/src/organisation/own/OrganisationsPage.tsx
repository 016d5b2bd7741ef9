import { acceptInvitation, declineInvitation, listOwnOrganisations } from '@heliu/contract/organisation/own';
import type { OwnOrganisationRow, ReceivedInvitation } from '@heliu/contract/organisation/views';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useSession } from '../../kernel/auth/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { Mark } from '../../kernel/mark/index.ts';
import { MobileCard, MobilePage } from '../../kernel/mobile/index.ts';
import { useCommand, useEndpoint } from '../../kernel/query/index.ts';
import { EmptyState, ErrorState, PageSkeleton, Refusal, Time } from '../../kernel/ui/index.ts';
import styles from '../organisation.module.css';
import { OrganisationMark } from '../Marks.tsx';
import { useEntryTexts } from '../entry/texts.ts';
import { useTexts } from '../texts.ts';

/** Organisations that one speaks for, and invitations to speak for one. */
export function OrganisationsPage() {
  const t = useTexts();
  const entry = useEntryTexts();
  const { account } = useSession();
  return (
    <MobilePage title={entry('title')} lead={t('own.lead')}>
      {account === null ? (
        <EmptyState
          title={t('own.signedOut')}
          actions={
            <Link to="/sign-in" search={{ next: '/organisations' }}>
              {t('own.signIn')}
            </Link>
          }
        >
          {t('own.signedOutText')}
        </EmptyState>
      ) : (
        <Own />
      )}
    </MobilePage>
  );
}

function Own() {
  const t = useTexts();
  const entry = useEntryTexts();
  const found = useEndpoint(listOwnOrganisations, {});
  if (found.error !== null && found.data === undefined) {
    return (
      <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
    );
  }
  if (found.data === undefined) return <PageSkeleton />;
  const { organisations, invitations } = found.data;
  return (
    <>
      {invitations.map((one) => (
        <Invitation key={one.invitationId} invitation={one} />
      ))}
      {organisations.length === 0 ? (
        <EmptyState
          title={t('own.none')}
          actions={<Link to="/organisations/register">{t('register.title')}</Link>}
        >
          {t('own.noneText')}
        </EmptyState>
      ) : (
        <>
          <ul className={styles.cards} aria-label={entry('title')}>
            {organisations.map((one) => (
              <li key={one.organisationId}>
                <Row row={one} />
              </li>
            ))}
          </ul>
          <Link to="/organisations/register">{t('own.another')}</Link>
        </>
      )}
    </>
  );
}

function Row({ row }: { readonly row: OwnOrganisationRow }) {
  const t = useTexts();
  const show = useShow();
  return (
    <Link
      to="/organisations/$organisationId"
      params={{ organisationId: row.organisationId }}
      className={styles.card ?? ''}
    >
      <span className={styles.between}>
        <strong>{row.name}</strong>
        <OrganisationMark state={row.state} />
      </span>
      <span className={styles.soft}>
        {t(`kind.${row.kind}`)} · {show(row.place.name)}
      </span>
      {(row.toRead > 0 || row.toAnswer > 0) && (
        <span className={styles.line}>
          {row.toAnswer > 0 && <Mark tone="yellow">{t('own.toAnswer', { count: row.toAnswer })}</Mark>}
          {row.toRead > 0 && <Mark tone="blue">{t('own.toRead', { count: row.toRead })}</Mark>}
        </span>
      )}
    </Link>
  );
}

function Invitation({ invitation }: { readonly invitation: ReceivedInvitation }) {
  const t = useTexts();
  const accept = useCommand(acceptInvitation, { refresh: [listOwnOrganisations] });
  const decline = useCommand(declineInvitation, { refresh: [listOwnOrganisations] });
  const { invitationId, name, handsOver, until } = invitation;
  const params = { invitationId };
  return (
    <MobileCard title={t('invitation.title', { name })}>
      <p className={styles.flat}>{t(handsOver ? 'invitation.handsOver' : 'invitation.text')}</p>
      <p className={styles.soft}>
        {t('invitation.until')} <Time at={until} show="absolute" />
      </p>
      <Refusal error={accept.error ?? decline.error} />
      <div className={styles.line}>
        <Button
          color="primary"
          loading={accept.pending}
          onClick={() => void accept.run({ params, body: {} })}
        >
          {t('invitation.accept')}
        </Button>
        <Button loading={decline.pending} onClick={() => void decline.run({ params, body: {} })}>
          {t('invitation.decline')}
        </Button>
      </div>
    </MobileCard>
  );
}
