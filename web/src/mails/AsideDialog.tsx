import { getMail, listMails, setMailAside } from '@heliu/contract/mails';
import { setAsideReasons, type SetAsideReason } from '@heliu/contract/mails/desk';
import { Form, Input, Modal, Select } from 'antd';
import { useFormFaults } from '../kernel/desk/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { Refusal } from '../kernel/ui/index.ts';
import { useTexts } from './texts.ts';

interface AsideValues {
  readonly reason: SetAsideReason;
  readonly note?: string;
}

interface AsideDialogProps {
  readonly mailId: string;
  readonly onClose: () => void;
}

export function AsideDialog({ mailId, onClose }: AsideDialogProps) {
  const t = useTexts();
  const [form] = Form.useForm<AsideValues>();
  const command = useCommand(setMailAside, { refresh: [listMails, getMail] });
  const reason: unknown = Form.useWatch('reason', form);
  useFormFaults(form, command.error);
  const send = async ({ note = '', ...rest }: AsideValues): Promise<void> => {
    const words = note.trim();
    const body = { ...rest, ...(words === '' ? {} : { note: words }) };
    if ((await command.run({ params: { mailId }, body })) !== undefined) onClose();
  };
  return (
    <Modal
      open
      title={t('aside.title')}
      okText={t('aside.send')}
      cancelText={t('aside.cancel')}
      confirmLoading={command.pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={(values) => void send(values)}>
        <Form.Item
          name="reason"
          label={t('aside.reason')}
          rules={[{ required: true, message: t('aside.reasonNeeded') }]}
        >
          <Select options={setAsideReasons.map((value) => ({ value, label: t(`reason.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="note"
          label={t('aside.note')}
          rules={[{ required: reason === 'other', whitespace: true, min: 2, message: t('aside.noteNeeded') }]}
        >
          <Input maxLength={300} />
        </Form.Item>
      </Form>
      <Refusal error={command.error} onRetry={command.retry} />
    </Modal>
  );
}
