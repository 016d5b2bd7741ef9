import { type EventKind, eventKinds } from '@heliu/contract/matter/events';
import { changeWebhook, createWebhook, listWebhooks, type Webhook } from '@heliu/contract/webhooks';
import { Form, Input, Modal, Select } from 'antd';
import { fieldRule, useFormFaults } from '../kernel/desk/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { Refusal } from '../kernel/ui/index.ts';
import { useEventName } from '../matter/console.tsx';
import { useTexts } from './texts.ts';

export interface Made {
  readonly name: string;
  readonly secret: string;
}

interface Fields {
  readonly name: string;
  readonly url: string;
  readonly kinds: EventKind[];
}

interface WebhookFormProps {
  /** One to change; a new one is made where there is none. */
  readonly old?: Webhook;
  readonly onClose: () => void;
  readonly onMade?: (made: Made) => void;
}

export function WebhookForm({ old, onClose, onMade }: WebhookFormProps) {
  const t = useTexts();
  const [form] = Form.useForm<Fields>();
  const create = useCommand(createWebhook, { refresh: [listWebhooks] });
  const change = useCommand(changeWebhook, { refresh: [listWebhooks] });
  const { error, pending } = old === undefined ? create : change;
  const atField = error?.code === 'webhook.address';
  useFormFaults(form, error, old === undefined ? undefined : 'change');
  const submit = async (fields: Fields): Promise<void> => {
    if (old === undefined) {
      const made = await create.run({ body: fields });
      if (made !== undefined) onMade?.({ name: fields.name, secret: made.secret });
      return;
    }
    const body = { change: { act: 'edit' as const, ...fields } };
    if ((await change.run({ params: { id: old.id }, body })) !== undefined) onClose();
  };
  return (
    <Modal
      open
      title={t(old === undefined ? 'make' : 'changeTitle')}
      okText={t(old === undefined ? 'make' : 'save')}
      cancelText={t('cancel')}
      width={600}
      confirmLoading={pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        name="webhook"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={old ?? { kinds: [] }}
        onFinish={(fields) => void submit(fields)}
      >
        <Form.Item
          name="name"
          label={t('name')}
          rules={[{ required: true, whitespace: true, message: t('nameNeeded') }]}
        >
          <Input maxLength={80} autoComplete="off" placeholder={t('nameHint')} />
        </Form.Item>
        <Form.Item
          name="url"
          label={t('url')}
          extra={t('urlHint')}
          rules={[
            { required: true, message: t('urlNeeded') },
            fieldRule(createWebhook.body.shape.url, t('urlNeeded')),
          ]}
        >
          <Input maxLength={500} autoComplete="off" inputMode="url" placeholder="https://" />
        </Form.Item>
        <KindsItem />
        <Refusal error={atField ? undefined : error} onRetry={() => form.submit()} />
      </Form>
    </Modal>
  );
}

function KindsItem() {
  const t = useTexts();
  const name = useEventName();
  return (
    <Form.Item name="kinds" label={t('kinds')} extra={t('kindsHint')}>
      <Select
        mode="multiple"
        allowClear
        placeholder={t('allKinds')}
        optionFilterProp="words"
        options={eventKinds.map((kind) => ({
          value: kind,
          label: name(kind),
          words: `${name(kind)} ${kind}`,
        }))}
      />
    </Form.Item>
  );
}
