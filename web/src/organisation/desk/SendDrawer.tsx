import { listCirculars, sendCircular } from '@heliu/contract/organisation/circulars';
import { type CircularKind, circularKinds } from '@heliu/contract/organisation/copy';
import type { Text } from '@heliu/contract/text';
import { Button, DatePicker, Drawer, Form, Input, Radio, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { cityClock, instantOf, Upload, useFormFaults } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { presentMs } from '../../kernel/time/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';
import { AudienceField, useAudience } from './AudienceField.tsx';

interface Values {
  readonly unit: string;
  readonly kind: CircularKind;
  readonly title: string;
  readonly body: string;
  readonly dueAt?: Dayjs;
  readonly evidence?: readonly string[];
}

interface SendDrawerProps {
  readonly senders: readonly { readonly code: string; readonly name: Text }[];
  readonly onClose: () => void;
  readonly onSent: (circularId: string) => void;
}

const mostFiles = 10;

/** Writes a notice or order and chooses whom it goes to; how many are reached stands on the button. */
export function SendDrawer({ senders, onClose, onSent }: SendDrawerProps) {
  const t = useTexts();
  const [form] = Form.useForm<Values>();
  const [uploading, setUploading] = useState(false);
  const unit = Form.useWatch('unit', form) ?? senders[0]?.code ?? '';
  const kind = Form.useWatch('kind', form) ?? 'notice';
  const audience = useAudience(unit);
  const send = useCommand(sendCircular, { refresh: [listCirculars] });
  useFormFaults(form, send.error);
  const go = async ({ dueAt, evidence = [], ...values }: Values): Promise<void> => {
    if (audience.to === undefined || uploading) return;
    const due =
      values.kind === 'order' && dueAt !== undefined ? { dueAt: instantOf(dueAt).toISOString() } : {};
    const files = evidence.map((fileId) => ({ fileId }));
    const sent = await send.run({ body: { ...values, ...due, to: audience.to, evidence: files } });
    if (sent !== undefined) onSent(sent.circularId);
  };
  return (
    <Drawer
      open
      title={t('send.title')}
      size="large"
      onClose={onClose}
      closable={{ 'aria-label': t('send.close') }}
      footer={
        <div className={styles.drawerFoot}>
          <Button
            type="primary"
            disabled={audience.to === undefined || uploading}
            loading={send.pending}
            onClick={() => form.submit()}
          >
            {t('send.send', { count: audience.count })}
          </Button>
        </div>
      }
    >
      <Form
        form={form}
        name="circular"
        layout="vertical"
        requiredMark={false}
        scrollToFirstError
        initialValues={{
          unit: senders[0]?.code,
          kind: 'notice',
          dueAt: cityClock(presentMs()).add(7, 'day').hour(18).minute(0).startOf('minute'),
        }}
        onFinish={(values) => void go(values)}
      >
        <Words senders={senders} kind={kind} />
        <Form.Item name="evidence" label={t('send.files')}>
          <Upload onUploading={setUploading} maxCount={mostFiles} />
        </Form.Item>
        <AudienceField audience={audience} />
        <Refusal error={send.error} onRetry={() => form.submit()} />
      </Form>
    </Drawer>
  );
}

function Words({ senders, kind }: Pick<SendDrawerProps, 'senders'> & { readonly kind: CircularKind }) {
  const t = useTexts();
  const show = useShow();
  return (
    <>
      <Form.Item name="unit" label={t('circular.unit')} hidden={senders.length < 2}>
        <Select
          aria-label={t('circular.unit')}
          options={senders.map(({ code, name }) => ({ value: code, label: show(name) }))}
        />
      </Form.Item>
      <Form.Item name="kind" label={t('circular.kindLabel')}>
        <Radio.Group options={circularKinds.map((value) => ({ value, label: t(`send.kind.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="title"
        label={t('circular.titleLabel')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('send.titleNeeded') }]}
      >
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item
        name="body"
        label={t('send.body')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('send.bodyNeeded') }]}
      >
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} maxLength={4000} showCount />
      </Form.Item>
      {kind === 'order' && (
        <Form.Item
          name="dueAt"
          label={t('circular.due')}
          rules={[{ required: true, message: t('send.dueNeeded') }]}
        >
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" allowClear={false} />
        </Form.Item>
      )}
    </>
  );
}
