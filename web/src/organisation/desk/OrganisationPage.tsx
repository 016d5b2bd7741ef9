import { getOrganisation } from '@heliu/contract/organisation/desk';
import type { ApplicationView, OrganisationView } from '@heliu/contract/organisation/views';
import { useParams } from '@tanstack/react-router';
import { Page, Panel } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { ErrorState, Facts, PageSkeleton, Time } from '../../kernel/ui/index.ts';
import { FileLinks } from '../FileLinks.tsx';
import { History } from '../History.tsx';
import { OrganisationMark } from '../Marks.tsx';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';
import { DeskActs } from './DeskActs.tsx';

/** One organisation: what waits to be verified first, with the papers that prove it. */
export function OrganisationPage() {
  const { organisationId = '' }: { organisationId?: string } = useParams({ strict: false });
  const found = useEndpoint(getOrganisation, { params: { organisationId } });
  if (found.data !== undefined) return <Shown organisation={found.data} />;
  if (found.error !== null) {
    return (
      <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
    );
  }
  return <PageSkeleton />;
}

interface ShownProps {
  readonly organisation: OrganisationView;
}

function Shown({ organisation }: ShownProps) {
  const t = useTexts();
  const { name, state, kind, applications, history } = organisation;
  return (
    <Page
      title={name}
      mark={<OrganisationMark state={state} />}
      subtitle={t(`kind.${kind}`)}
      backTo="/organisations"
      actions={<DeskActs organisation={organisation} />}
    >
      <div className={styles.columns}>
        <div className={styles.stack}>
          {applications.map((one) => (
            <Application key={one.no} application={one} />
          ))}
          <FactsPanel organisation={organisation} />
        </div>
        <Panel title={t('history.title')}>
          <History entries={history} />
        </Panel>
      </div>
    </Page>
  );
}

function Application({ application }: { readonly application: ApplicationView }) {
  const t = useTexts();
  const { no, name, creditCode, noCodeReason, askedAt, decision, words, files } = application;
  return (
    <Panel title={t(decision === null ? 'application.waits' : `application.${decision}`, { no })}>
      <Facts
        facts={[
          { label: t('identity.name'), value: name },
          {
            label: t('identity.code'),
            value: creditCode ?? t('application.noCode', { why: noCodeReason ?? '' }),
          },
          { label: t('application.askedAt'), value: <Time at={askedAt} /> },
          ...(words === null ? [] : [{ label: t('application.why'), value: words }]),
          {
            label: t('identity.papers'),
            value: files.length === 0 ? t('identity.none') : <FileLinks files={files} />,
          },
        ]}
      />
    </Panel>
  );
}

function FactsPanel({ organisation }: ShownProps) {
  const t = useTexts();
  const show = useShow();
  const { creditCode, noCodeReason, place, address, contact, representatives, registeredAt } = organisation;
  const reach = [contact?.name, contact?.phone, contact?.email].filter((part) => typeof part === 'string');
  return (
    <Panel title={t('details.title')}>
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
            value: contact === null ? t('details.hidden') : reach.join(' · '),
          },
          { label: t('people.title'), value: t('details.representatives', { count: representatives }) },
          { label: t('details.registered'), value: <Time at={registeredAt} show="absolute" /> },
        ]}
      />
    </Panel>
  );
}
