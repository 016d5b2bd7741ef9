import type { InspectionView, InvitedUnit } from '@heliu/contract/joint/inspection-views';
import {
  acceptInspection,
  declineInspection,
  getInspectionBoard,
  inviteToInspection,
  withdrawFromInspection,
} from '@heliu/contract/joint/inspections';
import { Button, Form, Modal } from 'antd';
import { useState } from 'react';
import { Panel, ReasonDialog } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useCommand, useEndpoint } from '../../kernel/query/index.ts';
import { Refusal, Time } from '../../kernel/ui/index.ts';
import { AnswerMark } from '../consultation/StateMark.tsx';
import { useSeen } from '../seen.ts';
import { useTexts } from '../texts.ts';
import { tallyOf } from './answering.ts';
import { shownInspections } from './shown.ts';
import { type UnitValue, UnitsField } from './UnitsField.tsx';
import styles from './inspection.module.css';

const order: Record<InvitedUnit['answer'], number> = { waiting: 0, accepted: 1, declined: 2, withdrawn: 3 };

/** Who is invited, for what, and how each answered: whoever has not stands first. My own unit answers here. */
export function UnitsPanel({ inspection }: { readonly inspection: InspectionView }) {
  const t = useTexts();
  const [inviting, setInviting] = useState(false);
  const { units, allowed } = inspection;
  const { waiting } = tallyOf(inspection);
  return (
    <Panel
      title={t('inspection.units.title')}
      actions={
        allowed.includes('invite') && (
          <Button size="small" onClick={() => setInviting(true)}>
            {t('inspection.act.invite')}
          </Button>
        )
      }
    >
      {waiting > 0 && inspection.ended === null && (
        <p className={[styles.warn, styles.flat].join(' ')}>{t('inspection.waiting', { count: waiting })}</p>
      )}
      <ul className={styles.parts}>
        {units
          .toSorted((a, b) => order[a.answer] - order[b.answer])
          .map((unit) => (
            <li key={unit.unit.code} className={styles.part}>
              <Invited inspection={inspection} invited={unit} />
            </li>
          ))}
      </ul>
      {inviting && <InviteDialog inspection={inspection} onClose={() => setInviting(false)} />}
    </Panel>
  );
}

type Act = InvitedUnit['allowed'][number];

interface InvitedProps {
  readonly inspection: InspectionView;
  readonly invited: InvitedUnit;
}

function Invited({ inspection, invited }: InvitedProps) {
  const t = useTexts();
  const show = useShow();
  const [asking, setAsking] = useState<Act>();
  const { unit, phone, checklist, answer, answered, comes, words, allowed } = invited;
  const name = show(unit.name);
  const label = (act: Act) =>
    act === 'accept' && answer === 'accepted' ? t('inspection.changeComes') : t(`inspection.act.${act}`);
  return (
    <>
      <div className={styles.between}>
        <strong>{name}</strong>
        <AnswerMark answer={answer} over={inspection.ended !== null} />
      </div>
      <span className={styles.soft}>
        {checklist === null ? t('inspection.units.along') : show(checklist.name)}
      </span>
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
          {answered.by !== null && ` · ${t('inspection.by', { name: answered.by })}`}
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
              aria-label={t('inspection.actOn', { act: label(act), name })}
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
          arrangement={inspection.arrangement}
          params={{ inspectionId: inspection.inspectionId, unit: unit.code }}
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
  readonly params: { readonly inspectionId: string; readonly unit: string };
  readonly onClose: () => void;
}

function AnswerDialog({ act, title, comes, arrangement, params, onClose }: AnswerDialogProps) {
  const t = useTexts();
  /** The answer is for time and place as they stood when the dialog opened. */
  const seen = useSeen(arrangement);
  const accept = useCommand(acceptInspection, { refresh: shownInspections });
  const decline = useCommand(declineInspection, { refresh: shownInspections });
  const withdraw = useCommand(withdrawFromInspection, { refresh: shownInspections });
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
      confirm={t('inspection.ask.confirm')}
      danger={act !== 'accept'}
      reasonLabel={t(`inspection.ask.${act}`)}
      initial={act === 'accept' ? (comes ?? '') : ''}
      pending={pending}
      error={error}
      onConfirm={(words) => void send(words)}
      onCancel={onClose}
    >
      {t(`inspection.ask.${act}Text`)}
    </ReasonDialog>
  );
}

interface InviteDialogProps {
  readonly inspection: InspectionView;
  readonly onClose: () => void;
}

function InviteDialog({ inspection, onClose }: InviteDialogProps) {
  const t = useTexts();
  const [form] = Form.useForm<{ units: readonly UnitValue[] }>();
  const invite = useCommand(inviteToInspection, { refresh: shownInspections });
  const board = useEndpoint(getInspectionBoard, {}, { keepPrevious: true }).data;
  const { inspectionId, host, units } = inspection;
  const there = units.filter(({ answer }) => answer !== 'withdrawn').map(({ unit }) => unit.code);
  const send = async ({ units: invited }: { units: readonly UnitValue[] }) => {
    const body = {
      units: invited.map(({ unit, checklist }) => (checklist === undefined ? { unit } : { unit, checklist })),
    };
    if ((await invite.run({ params: { inspectionId }, body })) !== undefined) onClose();
  };
  return (
    <Modal
      open
      title={t('inspection.act.invite')}
      okText={t('inspection.act.invite')}
      cancelText={t('inspection.form.cancel')}
      confirmLoading={invite.pending}
      width={640}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        name="inviteToInspection"
        layout="vertical"
        requiredMark={false}
        initialValues={{ units: [{}] }}
        onFinish={(values) => void send(values)}
      >
        <UnitsField checklists={board?.checklists ?? []} without={[host.code, ...there]} />
        <Refusal error={invite.error} onRetry={() => form.submit()} />
      </Form>
    </Modal>
  );
}
