import { listSavedViews, saveView } from '@heliu/contract/matter';
import { Form, Input, Modal } from 'antd';
import { useDone, useFormFaults } from '../../kernel/desk/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import type { QueueFilters } from '../queue/filters.ts';
import { useTexts } from '../texts.ts';

interface SaveViewProps {
  readonly open: boolean;
  readonly filters: QueueFilters;
  readonly onClose: () => void;
}

/** Keeps the filters on screen under a name. */
export function SaveView({ open, filters, onClose }: SaveViewProps) {
  const t = useTexts();
  const done = useDone();
  const [form] = Form.useForm<{ name: string }>();
  const command = useCommand(saveView, { refresh: [listSavedViews] });
  useFormFaults(form, command.error);
  const save = async ({ name }: { readonly name: string }): Promise<void> => {
    const saved = await command.run({ body: { name: name.trim(), filters } });
    if (saved === undefined) return;
    done(t('view.done', { name: saved.name }));
    onClose();
  };
  return (
    <Modal
      open={open}
      title={t('view.saveTitle')}
      okText={t('view.ok')}
      cancelText={t('view.cancel')}
      confirmLoading={command.pending}
      onOk={() => form.submit()}
      onCancel={onClose}
      afterOpenChange={(shown) => {
        if (shown) form.focusField('name');
      }}
      afterClose={() => {
        form.resetFields();
        command.reset();
      }}
      destroyOnHidden
    >
      <p>{t('view.saveText')}</p>
      <Form
        name="saveView"
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => void save(values)}
      >
        <Form.Item
          name="name"
          label={t('view.name')}
          rules={[{ required: true, whitespace: true, message: t('view.nameNeeded') }]}
        >
          <Input maxLength={40} placeholder={t('view.nameHint')} autoComplete="off" />
        </Form.Item>
      </Form>
      <Refusal error={command.error} onRetry={command.retry} />
    </Modal>
  );
}
