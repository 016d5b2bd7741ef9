import type { ConsultationView } from '@heliu/contract/joint/consultation-views';
import {
  cancelConsultation,
  changeConsultation,
  closeConsultation,
  holdConsultation,
} from '@heliu/contract/joint/consultations';
import { Button, Form, Modal } from 'antd';
import { useState } from 'react';
import { cityClock, ReasonDialog, useFormFaults } from '../../kernel/desk/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import { useSeen } from '../seen.ts';
import { useTexts } from '../texts.ts';
import { meetingOf } from './meeting.ts';
import { MeetingFields, type MeetingValues } from './MeetingFields.tsx';
import { shownConsultations } from './shown.ts';
import styles from './consultation.module.css';

const courseActs = ['hold', 'close', 'change', 'cancel'] as const;
type Asking = Exclude<(typeof courseActs)[number], 'hold'>;

/** What the convening unit may do with the whole consultation, the next step first. */
export function CourseActs({ consultation }: { readonly consultation: ConsultationView }) {
  const t = useTexts();
  const [asking, setAsking] = useState<Asking>();
  const hold = useCommand(holdConsultation, { refresh: shownConsultations });
  const { consultationId, version, allowed, items } = consultation;
  const params = { consultationId };
  const shut = () => setAsking(undefined);
  return (
    <>
      {courseActs
        .filter((act) => allowed.includes(act))
        .map((act) => (
          <Button
            key={act}
            type={act === 'hold' || act === 'close' ? 'primary' : 'default'}
            danger={act === 'cancel'}
            disabled={act === 'hold' && items.length === 0}
            loading={act === 'hold' && hold.pending}
            onClick={() =>
              act === 'hold' ? void hold.run({ params, body: { expectedVersion: version } }) : setAsking(act)
            }
          >
            {t(`consultation.act.${act}`)}
          </Button>
        ))}
      <Refusal error={hold.error} onRetry={() => void hold.retry()} />
      {asking === 'change' && <ChangeDialog consultation={consultation} onClose={shut} />}
      {asking === 'close' && <CloseDialog consultation={consultation} onClose={shut} />}
      {asking === 'cancel' && <CancelDialog consultation={consultation} onClose={shut} />}
    </>
  );
}

interface DialogProps {
  readonly consultation: ConsultationView;
  readonly onClose: () => void;
}

function CloseDialog({ consultation, onClose }: DialogProps) {
  const t = useTexts();
  const { consultationId } = consultation;
  const expectedVersion = useSeen(consultation.version);
  const close = useCommand(closeConsultation, { refresh: shownConsultations });
  const send = async () => {
    if ((await close.run({ params: { consultationId }, body: { expectedVersion } })) !== undefined) onClose();
  };
  return (
    <ReasonDialog
      open
      title={t('consultation.act.close')}
      confirm={t('consultation.act.close')}
      reason="none"
      pending={close.pending}
      error={close.error}
      onConfirm={() => void send()}
      onCancel={onClose}
    >
      {t('consultation.ask.close')}
    </ReasonDialog>
  );
}

function CancelDialog({ consultation, onClose }: DialogProps) {
  const t = useTexts();
  const { consultationId } = consultation;
  const expectedVersion = useSeen(consultation.version);
  const cancel = useCommand(cancelConsultation, { refresh: shownConsultations });
  const send = async (words: string) => {
    const done = await cancel.run({ params: { consultationId }, body: { words, expectedVersion } });
    if (done !== undefined) onClose();
  };
  return (
    <ReasonDialog
      open
      title={t('consultation.act.cancel')}
      confirm={t('consultation.act.cancel')}
      danger
      reasonLabel={t('consultation.ask.cancel')}
      pending={cancel.pending}
      error={cancel.error}
      onConfirm={(words) => void send(words)}
      onCancel={onClose}
    >
      {t('consultation.ask.cancelText')}
    </ReasonDialog>
  );
}

function ChangeDialog({ consultation, onClose }: DialogProps) {
  const t = useTexts();
  const [form] = Form.useForm<MeetingValues>();
  const change = useCommand(changeConsultation, { refresh: shownConsultations });
  useFormFaults(form, change.error);
  const expectedVersion = useSeen(consultation.version);
  const { consultationId, title, reason, startsAt, place, link } = consultation;
  const send = async (values: MeetingValues) => {
    const body = { ...meetingOf(values), expectedVersion };
    const done = await change.run({ params: { consultationId }, body });
    if (done !== undefined) onClose();
  };
  return (
    <Modal
      open
      title={t('consultation.form.changeTitle')}
      okText={t('consultation.form.save')}
      cancelText={t('consultation.form.cancel')}
      confirmLoading={change.pending}
      width={640}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        name="changeConsultation"
        layout="vertical"
        requiredMark={false}
        initialValues={{ title, reason, startsAt: cityClock(startsAt), place, link }}
        onFinish={(values) => void send(values)}
      >
        <MeetingFields />
        <p className={[styles.soft, styles.flat].join(' ')}>{t('consultation.form.moveHint')}</p>
        <Refusal error={change.error} onRetry={() => form.submit()} />
      </Form>
    </Modal>
  );
}
