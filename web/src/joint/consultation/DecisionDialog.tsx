import type { ConsultationView, ItemView, OrderRole } from '@heliu/contract/joint/consultation-views';
import { decideItem, orderDecision } from '@heliu/contract/joint/consultations';
import { Form, Input, Modal, Radio } from 'antd';
import { useMemo } from 'react';
import { useFormFaults } from '../../kernel/desk/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { shownWithMatter } from './shown.ts';
import { UnitSelect } from './UnitsSelect.tsx';
import styles from './consultation.module.css';

interface Values {
  readonly words: string;
  readonly role: OrderRole | 'none';
  readonly unit?: string;
}

interface DecisionDialogProps {
  readonly consultation: ConsultationView;
  readonly item: ItemView;
  /** A decision that is recorded already, to send its work order; a new one where there is none. */
  readonly decision?: number;
  readonly onClose: () => void;
}

const labels = {
  none: 'consultation.decisions.orderNone',
  lead: 'consultation.decisions.orderLead',
  assist: 'consultation.decisions.orderAssist',
} as const;

/** What was decided, and the work order that goes out with it, as far as the life cycle lets me send one. */
export function DecisionDialog({ consultation, item, decision, onClose }: DecisionDialogProps) {
  const t = useTexts();
  const [form] = Form.useForm<Values>();
  const isNew = decision === undefined;
  const role = Form.useWatch('role', form) ?? 'none';
  const decide = useCommand(decideItem, { refresh: shownWithMatter });
  const order = useCommand(orderDecision, { refresh: shownWithMatter });
  const { pending, error } = isNew ? decide : order;
  useFormFaults(form, error);
  const { consultationId, invitations, host } = consultation;
  const present = useMemo(
    () => [...invitations.map(({ unit }) => unit.code), host.code],
    [invitations, host],
  );
  const params = { consultationId, no: item.no };
  const send = async ({ words, role: as, unit }: Values) => {
    const sent = as === 'none' || unit === undefined ? undefined : { role: as, unit };
    const done = isNew
      ? await decide.run({ params, body: { words, ...(sent === undefined ? {} : { order: sent }) } })
      : sent && (await order.run({ params: { ...params, decision }, body: sent }));
    if (done !== undefined) onClose();
  };
  const choices = [...(isNew ? (['none'] as const) : []), ...item.orders];
  return (
    <Modal
      open
      title={t(isNew ? 'consultation.act.decide' : 'consultation.act.order')}
      okText={t(isNew ? 'consultation.act.decide' : 'consultation.act.order')}
      cancelText={t('consultation.form.cancel')}
      confirmLoading={pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        name="decision"
        layout="vertical"
        requiredMark={false}
        initialValues={{ role: choices[0] }}
        onFinish={(values) => void send(values)}
      >
        {isNew ? (
          <WordsField />
        ) : (
          <p className={styles.words}>{item.decisions.find(({ no }) => no === decision)?.words}</p>
        )}
        <Form.Item
          name="role"
          label={t('consultation.decisions.order')}
          extra={t(
            item.orders.length === 0 ? 'consultation.decisions.noOrder' : 'consultation.decisions.orderText',
          )}
        >
          <Radio.Group options={choices.map((value) => ({ value, label: t(labels[value]) }))} />
        </Form.Item>
        {role !== 'none' && (
          <Form.Item
            name="unit"
            label={t('consultation.decisions.unit')}
            rules={[{ required: true, message: t('consultation.decisions.unitNeeded') }]}
          >
            <UnitSelect label={t('consultation.decisions.unit')} first={present} />
          </Form.Item>
        )}
        <Refusal error={error} onRetry={() => form.submit()} />
      </Form>
    </Modal>
  );
}

function WordsField() {
  const t = useTexts();
  return (
    <Form.Item
      name="words"
      label={t('consultation.decisions.words')}
      rules={[{ required: true, whitespace: true, min: 2, message: t('consultation.decisions.wordsNeeded') }]}
    >
      <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2000} />
    </Form.Item>
  );
}
