import { changeWebhook, listWebhooks, type Webhook } from '@heliu/contract/webhooks';
import { DatePicker, Form, Modal, Radio } from 'antd';
import type { Dayjs } from 'dayjs';
import { NumberField, cityClock, instantOf, useFormFaults } from '../kernel/desk/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { presentMs } from '../kernel/time/index.ts';
import { Refusal } from '../kernel/ui/index.ts';
import { useTexts } from './texts.ts';
import styles from './webhooks.module.css';

interface Fields {
  readonly from: 'time' | 'position';
  readonly at?: Dayjs;
  readonly position?: number;
}

interface ReplayDialogProps {
  readonly webhook: Webhook;
  readonly lastPosition: number;
  readonly onClose: () => void;
}

/** Asks from where on everything is sent again. */
export function ReplayDialog({ webhook, lastPosition, onClose }: ReplayDialogProps) {
  const t = useTexts();
  const [form] = Form.useForm<Fields>();
  const from = Form.useWatch('from', form) ?? 'time';
  const replay = useCommand(changeWebhook, { refresh: [listWebhooks] });
  useFormFaults(form, replay.error);
  const send = async ({ at, position = 0 }: Fields): Promise<void> => {
    const change =
      from === 'time' && at !== undefined
        ? { act: 'replayFrom' as const, at: instantOf(at).toISOString() }
        : { act: 'replayAfter' as const, position };
    const done = await replay.run({ params: { id: webhook.id }, body: { change } });
    if (done !== undefined) onClose();
  };
  return (
    <Modal
      open
      title={t('replay.title', { name: webhook.name })}
      okText={t('replay.do')}
      cancelText={t('cancel')}
      confirmLoading={replay.pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className={styles.lead}>{t('replay.text')}</p>
      <Form
        name="replay"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          from: 'time',
          at: cityClock(presentMs()).subtract(1, 'hour').startOf('minute'),
          position: webhook.position,
        }}
        onFinish={(fields) => void send(fields)}
      >
        <Form.Item name="from" label={t('replay.from')}>
          <Radio.Group
            options={[
              { value: 'time', label: t('replay.time') },
              { value: 'position', label: t('replay.position') },
            ]}
          />
        </Form.Item>
        {from === 'time' ? (
          <Form.Item
            name="at"
            label={t('replay.at')}
            rules={[{ required: true, message: t('replay.atNeeded') }]}
          >
            <DatePicker
              showTime={{ format: 'HH:mm' }}
              format="YYYY-MM-DD HH:mm"
              allowClear={false}
              maxDate={cityClock(presentMs())}
            />
          </Form.Item>
        ) : (
          <Form.Item
            name="position"
            label={t('replay.after')}
            extra={t('replay.last', { position: lastPosition })}
            rules={[
              {
                required: true,
                type: 'integer',
                min: 0,
                max: lastPosition,
                message: t('replay.positionNeeded'),
              },
            ]}
          >
            <NumberField precision={0} style={{ width: 200 }} />
          </Form.Item>
        )}
        <Refusal error={replay.error} onRetry={() => form.submit()} />
      </Form>
    </Modal>
  );
}
