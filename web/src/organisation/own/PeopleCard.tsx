import {
  getOwnOrganisation,
  inviteRepresentative,
  leaveOrganisation,
  listOwnOrganisations,
  removeRepresentative,
  withdrawInvitation,
} from '@heliu/contract/organisation/own';
import type { OwnOrganisationView } from '@heliu/contract/organisation/views';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useState } from 'react';
import { z } from 'zod';
import { Field, MobileCard, useFields } from '../../kernel/mobile/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal, Time } from '../../kernel/ui/index.ts';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';
import { useFaultLabels } from './use-fault-labels.ts';

interface PeopleProps {
  readonly organisation: OwnOrganisationView;
}

/** Who speaks for the organisation, and who is asked to. */
export function PeopleCard({ organisation }: PeopleProps) {
  const t = useTexts();
  const navigate = useNavigate();
  const { organisationId, representatives, invitations, allowed } = organisation;
  const params = { organisationId };
  const leave = useCommand(leaveOrganisation, { refresh: [listOwnOrganisations] });
  const takeBack = useCommand(withdrawInvitation, { refresh: [getOwnOrganisation] });
  const go = async (): Promise<void> => {
    if ((await leave.run({ params, body: {} })) !== undefined) await navigate({ to: '/organisations' });
  };
  return (
    <MobileCard title={t('people.title')}>
      <ul className={styles.rows} aria-label={t('people.title')}>
        {representatives.map((one) => (
          <li key={one.representativeId}>
            <div className={styles.between}>
              <span>
                {one.name} {one.isMe && t('people.me')}
              </span>
              <span className={styles.soft}>
                {t('people.since')} <Time at={one.since} show="absolute" />
              </span>
            </div>
            {!one.isMe && allowed.includes('remove') && (
              <Remove
                organisationId={organisationId}
                representativeId={one.representativeId}
                name={one.name}
              />
            )}
          </li>
        ))}
        {invitations.map((one) => (
          <li key={one.invitationId}>
            <div className={styles.between}>
              <span>{one.email}</span>
              <Button
                size="small"
                loading={takeBack.pending}
                onClick={() =>
                  void takeBack.run({ params: { ...params, invitationId: one.invitationId }, body: {} })
                }
              >
                {t('people.takeBack')}
              </Button>
            </div>
            <span className={styles.soft}>
              {t(one.handsOver ? 'people.invitedOver' : 'people.invited')}{' '}
              <Time at={one.until} show="absolute" />
            </span>
          </li>
        ))}
      </ul>
      <Refusal error={takeBack.error ?? leave.error} />
      {allowed.includes('invite') && <Invite organisationId={organisationId} />}
      {allowed.includes('leave') && (
        <Button size="small" loading={leave.pending} onClick={() => void go()}>
          {t('people.leave')}
        </Button>
      )}
    </MobileCard>
  );
}

function Invite({ organisationId }: { readonly organisationId: string }) {
  const t = useTexts();
  const labels = useFaultLabels();
  const [handsOver, setHandsOver] = useState(false);
  const [round, setRound] = useState(0);
  const invite = useCommand(inviteRepresentative, { refresh: [getOwnOrganisation] });
  const { faults, onSubmit } = useFields(
    { email: { schema: z.email().max(200), message: t('people.emailWrong') } },
    async ({ email }) => {
      const done = await invite.run({ params: { organisationId }, body: { email, handsOver } });
      if (done !== undefined) setRound((before) => before + 1);
    },
    invite.error,
  );
  return (
    <form key={round} noValidate className={styles.stack} onSubmit={onSubmit}>
      <Field
        name="email"
        type="email"
        label={t('people.email')}
        hint={t('people.emailHint')}
        autoComplete="off"
        fault={faults.email}
      />
      <label className={styles.line}>
        <input type="checkbox" checked={handsOver} onChange={(event) => setHandsOver(event.target.checked)} />
        {t('people.handOver')}
      </label>
      <Refusal error={invite.error} onRetry={invite.retry} labels={labels} />
      <Button type="submit" loading={invite.pending}>
        {t('people.invite')}
      </Button>
    </form>
  );
}

interface RemoveProps {
  readonly organisationId: string;
  readonly representativeId: string;
  readonly name: string;
}

function Remove({ organisationId, representativeId, name }: RemoveProps) {
  const t = useTexts();
  const [asking, setAsking] = useState(false);
  const remove = useCommand(removeRepresentative, { refresh: [getOwnOrganisation] });
  const { faults, onSubmit } = useFields(
    { words: { schema: z.string().trim().min(2), message: t('people.whyWrong') } },
    ({ words }) => remove.run({ params: { organisationId, representativeId }, body: { words } }),
    remove.error,
  );
  if (!asking) {
    return (
      <div>
        <Button size="small" aria-label={t('people.removeNamed', { name })} onClick={() => setAsking(true)}>
          {t('people.remove')}
        </Button>
      </div>
    );
  }
  return (
    <form noValidate className={styles.stack} onSubmit={onSubmit}>
      <Field name="words" label={t('people.why')} maxLength={1000} fault={faults.words} />
      <Refusal error={remove.error} onRetry={remove.retry} />
      <div className={styles.line}>
        <Button size="small" type="submit" color="danger" loading={remove.pending}>
          {t('people.remove')}
        </Button>
        <Button size="small" onClick={() => setAsking(false)}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
