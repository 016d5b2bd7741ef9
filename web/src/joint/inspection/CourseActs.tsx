import type { InspectionView } from '@heliu/contract/joint/inspection-views';
import {
  beginInspection,
  cancelInspection,
  changeInspection,
  closeInspection,
} from '@heliu/contract/joint/inspections';
import { Button, Form, Modal } from 'antd';
import { useState } from 'react';
import { cityClock, ReasonDialog, useFormFaults } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import { useSeen } from '../seen.ts';
import { useTexts } from '../texts.ts';
import { tallyOf } from './answering.ts';
import { meetingOf, type MeetingValues } from './meeting.ts';
import { MeetingFields } from './MeetingFields.tsx';
import { shownInspections } from './shown.ts';
import styles from './inspection.module.css';

const courseActs = ['begin', 'close', 'change', 'cancel'] as const;
type Act = (typeof courseActs)[number];

interface OfInspection {
  readonly inspection: InspectionView;
}

/** What the convening centre may do with the whole inspection, the next step first. */
export function CourseActs({ inspection }: OfInspection) {
  const t = useTexts();
  const [asking, setAsking] = useState<Act>();
  const { allowed } = inspection;
  const shut = () => setAsking(undefined);
  return (
    <>
      {courseActs
        .filter((act) => allowed.includes(act))
        .map((act) => (
          <Button
            key={act}
            type={act === 'begin' || act === 'close' ? 'primary' : 'default'}
            danger={act === 'cancel'}
            onClick={() => setAsking(act)}
          >
            {t(`inspection.act.${act}`)}
          </Button>
        ))}
      {asking === 'begin' && <BeginDialog inspection={inspection} onClose={shut} />}
      {asking === 'change' && <ChangeDialog inspection={inspection} onClose={shut} />}
      {(asking === 'close' || asking === 'cancel') && (
        <EndDialog key={asking} act={asking} inspection={inspection} onClose={shut} />
      )}
    </>
  );
}

interface DialogProps extends OfInspection {
  readonly onClose: () => void;
}

function BeginDialog({ inspection, onClose }: DialogProps) {
  const t = useTexts();
  const begin = useCommand(beginInspection, { refresh: shownInspections });
  const expectedVersion = useSeen(inspection.version);
  const { inspectionId } = inspection;
  const { waiting } = tallyOf(inspection);
  const send = async () => {
    if ((await begin.run({ params: { inspectionId }, body: { expectedVersion } })) !== undefined) onClose();
  };
  return (
    <ReasonDialog
      open
      title={t('inspection.act.begin')}
      confirm={t('inspection.act.begin')}
      reason="none"
      pending={begin.pending}
      error={begin.error}
      onConfirm={() => void send()}
      onCancel={onClose}
    >
      {t('inspection.ask.begin')}
      {waiting > 0 && <> {t('inspection.waiting', { count: waiting })}</>}
    </ReasonDialog>
  );
}

/** Closing and cancelling go by what was seen: where it changed meanwhile, that is said. */
function EndDialog({ act, inspection, onClose }: DialogProps & { readonly act: 'close' | 'cancel' }) {
  const t = useTexts();
  const close = useCommand(closeInspection, { refresh: shownInspections });
  const cancel = useCommand(cancelInspection, { refresh: shownInspections });
  const command = act === 'close' ? close : cancel;
  const expectedVersion = useSeen(inspection.version);
  const { inspectionId } = inspection;
  const tally = tallyOf(inspection);
  const send = async (words: string) => {
    const done = await command.run({ params: { inspectionId }, body: { words, expectedVersion } });
    if (done !== undefined) onClose();
  };
  return (
    <ReasonDialog
      open
      title={t(`inspection.act.${act}`)}
      confirm={t(`inspection.act.${act}`)}
      danger={act === 'cancel'}
      reasonLabel={t(`inspection.ask.${act}`)}
      pending={command.pending}
      error={command.error}
      onConfirm={(words) => void send(words)}
      onCancel={onClose}
    >
      {act === 'cancel'
        ? t('inspection.ask.cancelText')
        : t('inspection.tally', { ...tally, done: tally.inspected + tally.skipped })}
    </ReasonDialog>
  );
}

function ChangeDialog({ inspection, onClose }: DialogProps) {
  const t = useTexts();
  const show = useShow();
  const [form] = Form.useForm<MeetingValues>();
  const change = useCommand(changeInspection, { refresh: shownInspections });
  useFormFaults(form, change.error);
  const expectedVersion = useSeen(inspection.version);
  const { inspectionId, host, units, lead, startsAt, endsAt } = inspection;
  const leads = [host, ...units.filter(({ answer }) => answer !== 'withdrawn').map(({ unit }) => unit)];
  const send = async (values: MeetingValues) => {
    const body = { ...meetingOf(values), expectedVersion };
    if ((await change.run({ params: { inspectionId }, body })) !== undefined) onClose();
  };
  return (
    <Modal
      open
      title={t('inspection.form.changeTitle')}
      okText={t('inspection.form.save')}
      cancelText={t('inspection.form.cancel')}
      confirmLoading={change.pending}
      width={640}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        name="changeInspection"
        layout="vertical"
        requiredMark={false}
        initialValues={{
          title: inspection.title,
          span: [cityClock(startsAt), cityClock(endsAt)],
          meetingPlace: inspection.meetingPlace,
          note: inspection.note ?? '',
          lead: lead.code,
        }}
        onFinish={(values) => void send(values)}
      >
        <MeetingFields leads={leads.map(({ code, name }) => ({ value: code, label: show(name) }))} />
        <p className={[styles.soft, styles.flat].join(' ')}>{t('inspection.form.moveHint')}</p>
        <Refusal error={change.error} onRetry={() => form.submit()} />
      </Form>
    </Modal>
  );
}
