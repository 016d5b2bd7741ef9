import { applyForOrganisation, getOwnOrganisation } from '@heliu/contract/organisation/own';
import type { OwnOrganisationView } from '@heliu/contract/organisation/views';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { MobileCard, MobilePage } from '../../kernel/mobile/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';
import { IdentityFields, useIdentity } from './IdentityFields.tsx';
import { OwnGate } from './OwnGate.tsx';
import { useFaultLabels } from './use-fault-labels.ts';

/** Another name or code to be verified, or what was declined with better papers. */
export function ApplyPage() {
  const t = useTexts();
  return (
    <OwnGate>
      {(organisation) => (
        <MobilePage
          title={t(organisation.state === 'declined' ? 'apply.correct' : 'apply.title')}
          lead={t(organisation.state === 'declined' ? 'apply.again' : 'apply.lead')}
          backTo={`/organisations/${organisation.organisationId}`}
        >
          <ApplyForm organisation={organisation} />
        </MobilePage>
      )}
    </OwnGate>
  );
}

function ApplyForm({ organisation }: { readonly organisation: OwnOrganisationView }) {
  const t = useTexts();
  const navigate = useNavigate();
  const labels = useFaultLabels();
  const params = { organisationId: organisation.organisationId };
  const apply = useCommand(applyForOrganisation, { refresh: [getOwnOrganisation] });
  const identity = useIdentity(
    (body) => {
      void apply
        .run({ params, body })
        .then((done) =>
          done === undefined ? undefined : navigate({ to: '/organisations/$organisationId', params }),
        );
    },
    apply.error,
    {},
    { withCode: organisation.noCodeReason === null },
  );
  return (
    <form noValidate className={styles.stack} onSubmit={identity.onSubmit}>
      <MobileCard>
        <IdentityFields identity={identity} known={organisation} />
      </MobileCard>
      <Refusal error={apply.error} onRetry={apply.retry} labels={labels} />
      <Button
        type="submit"
        color="primary"
        size="large"
        block
        loading={apply.pending}
        disabled={identity.sending}
      >
        {t('register.send')}
      </Button>
    </form>
  );
}
