import { attachMail, getMail, listMails, type MailDetail } from '@heliu/contract/mails';
import { spellMatterCode } from '@heliu/contract/matter/code';
import { Checkbox, Form, Input, Modal } from 'antd';
import { useFormFaults } from '../kernel/desk/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { Refusal } from '../kernel/ui/index.ts';
import { useTexts } from './texts.ts';

interface AttachValues {
  readonly code: string;
  readonly note: string;
  readonly fileIds: string[];
}

interface AttachDialogProps {
  readonly mail: MailDetail;
  readonly code: string;
  readonly onClose: () => void;
}

/** Makes a mail an internal comment of a matter that is there. */
export function AttachDialog({ mail, code, onClose }: AttachDialogProps) {
  const t = useTexts();
  const { mailId, evidence } = mail;
  const [form] = Form.useForm<AttachValues>();
  const command = useCommand(attachMail, { refresh: [listMails, getMail] });
  useFormFaults(form, command.error);
  const send = async (body: AttachValues): Promise<void> => {
    if ((await command.run({ params: { mailId }, body })) !== undefined) onClose();
  };
  return (
    <Modal
      open
      title={t('attach.title')}
      okText={t('attach.send')}
      cancelText={t('attach.cancel')}
      confirmLoading={command.pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          code: code === '' ? '' : spellMatterCode(code),
          note: `${mail.subject}\n${mail.body}`.trim().slice(0, 4000),
          fileIds: evidence.map(({ id }) => id),
        }}
        onFinish={(values) => void send(values)}
      >
        <Form.Item
          name="code"
          label={t('attach.code')}
          rules={[{ required: true, whitespace: true, message: t('attach.codeNeeded') }]}
        >
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="note"
          label={t('attach.note')}
          rules={[{ required: true, whitespace: true, message: t('attach.noteNeeded') }]}
        >
          <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} maxLength={4000} />
        </Form.Item>
        <Form.Item name="fileIds" label={t('attach.files')} hidden={evidence.length === 0}>
          <Checkbox.Group
            options={evidence.map(({ id, name }, index) => ({
              value: id,
              label: name ?? t('detail.photo', { no: index + 1 }),
            }))}
          />
        </Form.Item>
      </Form>
      <Refusal error={command.error} onRetry={command.retry} />
    </Modal>
  );
}
