import { isOver } from '@heliu/contract/joint/consultation';
import type { ConsultationView, InvitationView } from '@heliu/contract/joint/consultation-views';
import {
  acceptInvitation,
  declineInvitation,
  inviteUnits,
  withdrawInvitation,
} from '@heliu/contract/joint/consultations';
import { Button, Form, Modal } from 'antd';
import { useMemo, useState } from 'react';
import { Panel, ReasonDialog } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal, Time } from '../../kernel/ui/index.ts';
import { useSeen } from '../seen.ts';
import { useTexts } from '../texts.ts';
import { shownConsultations } from './shown.ts';
import { AnswerMark } from './StateMark.tsx';
import { UnitsSelect } from './UnitsSelect.tsx';
import styles from './consultation.module.css';

/** Who is invited and how each answered; my own unit answers here. */
export function InvitationsPanel({ consultation }: { readonly consultation: ConsultationView }) {
  const t = useTexts();
  const [inviting, setInviting] = useState(false);
  const { invitations, allowed } = consultation;
  return (
    <Panel
      title={t('consultation.invitations.title')}
      actions={
        allowed.includes('invite') && (
          <Button size="small" onClick={() => setInviting(true)}>
            {t('consultation.act.invite')}
          </Button>
        )
      }
    >
      {invitations.length === 0 && (
        <p className={[styles.soft, styles.flat].join(' ')}>{t('consultation.invitations.none')}</p>
      )}
      <ul className={styles.parts}>
        {invitations.map((invitation) => (
          <li key={invitation.unit.code} className={styles.part}>
            <Invitation consultation={consultation} invitation={invitation} />
          </li>
        ))}
      </ul>
      {inviting && <InviteDialog consultation={consultation} onClose={() => setInviting(false)} />}
    </Panel>
  );
}

type Act = InvitationView['allowed'][number];

interface InvitationProps {
  readonly consultation: ConsultationView;
  readonly invitation: InvitationView;
}

function Invitation({ consultation, invitation }: InvitationProps) {
  const t = useTexts();
  const show = useShow();
  const [asking, setAsking] = useState<Act>();
  const { unit, phone, answer, answered, comes, words, allowed } = invitation;
  const name = show(unit.name);
  const label = (act: Act) =>
    act === 'accept' && answer === 'accepted' ? t('consultation.changeComes') : t(`consultation.act.${act}`);
  return (
    <>
      <div className={styles.between}>
        <strong>{name}</strong>
        <AnswerMark answer={answer} over={isOver(consultation.state)} />
      </div>
      {phone !== null && <span className={styles.soft}>{phone}</span>}
      {answer === 'waiting' && comes !== null ? (
        <p className={styles.words}>
          <span className={styles.warn}>{t('askedAnew')}</span> {t('cameBefore', { comes })}
        </p>
      ) : (
        (comes ?? words) !== null && <p className={styles.words}>{comes ?? words}</p>
      )}
      {answered !== null && (
        <span className={styles.soft}>
          <Time at={answered.at} show="absolute" />
          {answered.by !== null && ` · ${t('consultation.by', { name: answered.by })}`}
        </span>
      )}
      {allowed.length > 0 && (
        <div className={styles.acts}>
          {allowed.map((act) => (
            <Button
              key={act}
              size="small"
              type={act === 'accept' && answer === 'waiting' ? 'primary' : 'default'}
              danger={act !== 'accept'}
              aria-label={t('consultation.actOn', { act: label(act), name })}
              onClick={() => setAsking(act)}
            >
              {label(act)}
            </Button>
          ))}
        </div>
      )}
      {asking !== undefined && (
        <AnswerDialog
          key={asking}
          act={asking}
          title={`${label(asking)} · ${name}`}
          comes={comes}
          arrangement={consultation.arrangement}
          params={{ consultationId: consultation.consultationId, unit: unit.code }}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}

interface AnswerDialogProps {
  readonly act: Act;
  readonly title: string;
  /** Who was said to come, to be said again or changed. */
  readonly comes: string | null;
  readonly arrangement: number;
  readonly params: { readonly consultationId: string; readonly unit: string };
  readonly onClose: () => void;
}

function AnswerDialog({ act, title, comes, arrangement, params, onClose }: AnswerDialogProps) {
  const t = useTexts();
  /** The answer is for time and place as they stood when the dialog opened. */
  const seen = useSeen(arrangement);
  const accept = useCommand(acceptInvitation, { refresh: shownConsultations });
  const decline = useCommand(declineInvitation, { refresh: shownConsultations });
  const withdraw = useCommand(withdrawInvitation, { refresh: shownConsultations });
  const { pending, error } = { accept, decline, withdraw }[act];
  const send = async (words: string) => {
    const done =
      act === 'accept'
        ? await accept.run({ params, body: { comes: words, arrangement: seen } })
        : act === 'decline'
          ? await decline.run({ params, body: { words, arrangement: seen } })
          : await withdraw.run({ params, body: { words } });
    if (done !== undefined) onClose();
  };
  return (
    <ReasonDialog
      open
      title={title}
      confirm={t('consultation.ask.confirm')}
      danger={act !== 'accept'}
      reasonLabel={t(`consultation.ask.${act}`)}
      initial={act === 'accept' ? (comes ?? '') : ''}
      pending={pending}
      error={error}
      onConfirm={(words) => void send(words)}
      onCancel={onClose}
    >
      {t(`consultation.ask.${act}Text`)}
    </ReasonDialog>
  );
}

interface InviteDialogProps {
  readonly consultation: ConsultationView;
  readonly onClose: () => void;
}

function InviteDialog({ consultation, onClose }: InviteDialogProps) {
  const t = useTexts();
  const [form] = Form.useForm<{ units: string[] }>();
  const invite = useCommand(inviteUnits, { refresh: shownConsultations });
  const { consultationId, host, invitations } = consultation;
  const there = useMemo(
    () => [
      host.code,
      ...invitations.filter(({ answer }) => answer !== 'withdrawn').map(({ unit }) => unit.code),
    ],
    [host, invitations],
  );
  const send = async ({ units }: { units: string[] }) => {
    if ((await invite.run({ params: { consultationId }, body: { units } })) !== undefined) onClose();
  };
  return (
    <Modal
      open
      title={t('consultation.act.invite')}
      okText={t('consultation.act.invite')}
      cancelText={t('consultation.form.cancel')}
      confirmLoading={invite.pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        name="invite"
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => void send(values)}
      >
        <Form.Item
          name="units"
          label={t('consultation.form.units')}
          rules={[{ required: true, type: 'array', min: 1, message: t('consultation.form.unitsNeeded') }]}
        >
          <UnitsSelect label={t('consultation.form.units')} without={there} />
        </Form.Item>
        <Refusal error={invite.error} onRetry={() => form.submit()} />
      </Form>
    </Modal>
  );
}
