import {
  type ExportFormat,
  exportFormats,
  fetchExport,
  getExport,
  startExport,
} from '@heliu/contract/export';
import { Alert, Checkbox, Form, Input, Modal, Progress, Radio } from 'antd';
import { useState } from 'react';
import { useCan } from '../kernel/auth/index.ts';
import { Stack, useFormFaults } from '../kernel/desk/index.ts';
import { useCommand, useEndpoint } from '../kernel/query/index.ts';
import { ErrorState, PageSkeleton, Refusal } from '../kernel/ui/index.ts';
import type { ExportFilter } from './ExportButton.tsx';
import styles from './export.module.css';
import { useTexts } from './texts.ts';

interface Fields {
  readonly format: ExportFormat;
  readonly purpose: string;
  readonly personal?: boolean;
}

interface ExportDialogProps {
  readonly filter: ExportFilter;
  readonly onClose: () => void;
}

/** The browser takes the file itself, so that even a large one never lies in the page's memory. */
function download(exportId: string): void {
  const link = document.createElement('a');
  link.href = fetchExport.path.replace(':id', exportId);
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
}

export function ExportDialog({ filter, onClose }: ExportDialogProps) {
  const t = useTexts();
  const can = useCan();
  const [form] = Form.useForm<Fields>();
  const [running, setRunning] = useState<string>();
  const start = useCommand(startExport);
  useFormFaults(form, start.error);
  const submit = async ({ format, purpose, personal = false }: Fields): Promise<void> => {
    const begun = await start.run({ body: { filter, format, purpose, personal } });
    if (begun === undefined) return;
    setRunning(begun.exportId);
    download(begun.exportId);
  };
  return (
    <Modal
      open
      title={t('exportTitle')}
      okText={t(running === undefined ? 'start' : 'close')}
      cancelText={t('cancel')}
      {...(running === undefined ? {} : { cancelButtonProps: { style: { display: 'none' } } })}
      confirmLoading={start.pending}
      onOk={() => (running === undefined ? form.submit() : onClose())}
      onCancel={onClose}
    >
      {running === undefined ? (
        <Stack>
          <p className={styles.soft}>{t('what')}</p>
          <Form
            name="export"
            form={form}
            layout="vertical"
            requiredMark={false}
            initialValues={{ format: 'xlsx' }}
            onFinish={(fields) => void submit(fields)}
          >
            <Form.Item name="format" label={t('format')}>
              <Radio.Group
                options={exportFormats.map((value) => ({ value, label: t(`formats.${value}`) }))}
              />
            </Form.Item>
            <Form.Item
              name="purpose"
              label={t('purpose')}
              extra={t('purposeHint')}
              rules={[{ required: true, whitespace: true, min: 4, max: 200, message: t('purposeNeeded') }]}
            >
              <Input maxLength={200} />
            </Form.Item>
            {can('matter.exportPersonal') && (
              <Form.Item name="personal" valuePropName="checked" extra={t('personalText')}>
                <Checkbox>{t('personal')}</Checkbox>
              </Form.Item>
            )}
          </Form>
          <Refusal error={start.error} onRetry={() => form.submit()} />
        </Stack>
      ) : (
        <Running exportId={running} />
      )}
    </Modal>
  );
}

const lookEveryMs = 1000;

function Running({ exportId }: { readonly exportId: string }) {
  const t = useTexts();
  const [over, setOver] = useState(false);
  const found = useEndpoint(getExport, { params: { id: exportId } }, over ? {} : { refetchMs: lookEveryMs });
  if (found.data === undefined) {
    if (found.error === null) return <PageSkeleton rows={2} />;
    return (
      <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
    );
  }
  const { expected, written, endedAt } = found.data;
  if (endedAt !== null && !over) setOver(true);
  if (endedAt !== null && written === null) return <Alert type="error" showIcon title={t('broken')} />;
  const n = written ?? 0;
  const percent = expected === 0 ? 0 : Math.floor((n / expected) * 100);
  const text = endedAt === null ? t('running', { written: n, expected }) : t('done', { written: n });
  return (
    <Stack>
      <output>{text}</output>
      <Progress percent={endedAt === null ? Math.min(percent, 99) : 100} aria-label={text} />
    </Stack>
  );
}
