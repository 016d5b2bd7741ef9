import { assignSupport, listSupport, type SupportEntry } from '@heliu/contract/support';
import { Form, Modal } from 'antd';
import { useFormFaults } from '../kernel/desk/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { Refusal } from '../kernel/ui/index.ts';
import { OfficersField } from './OfficersField.tsx';
import { usePlaced } from './parts.tsx';
import { useTexts } from './texts.ts';

interface OfficersDialogProps {
  readonly entry: SupportEntry;
  readonly onClose: () => void;
}

interface Fields {
  readonly officers: number[];
}

/** Others make the visits from now on. */
export function OfficersDialog({ entry, onClose }: OfficersDialogProps) {
  const t = useTexts();
  const [form] = Form.useForm<Fields>();
  const command = useCommand(assignSupport, { refresh: [listSupport] });
  useFormFaults(form, usePlaced(command.error));
  const send = async (body: Fields): Promise<void> => {
    const reply = await command.run({ params: { entryId: entry.entryId }, body });
    if (reply !== undefined) onClose();
  };
  return (
    <Modal
      open
      title={t('officers.open')}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={command.pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t('officers.text')}</p>
      <Form
        name="officers"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ officers: entry.officers.map(({ accountId }) => accountId) }}
        onFinish={(fields) => void send(fields)}
      >
        <OfficersField gridCode={entry.gridCode} />
      </Form>
      <Refusal error={command.error} onRetry={() => form.submit()} />
    </Modal>
  );
}
