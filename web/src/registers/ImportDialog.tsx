import { importPremises, listPremises, type PremisesImport } from '@heliu/contract/registers';
import { Alert, Modal, Table } from 'antd';
import { useState } from 'react';
import { Stack } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { Refusal } from '../kernel/ui/index.ts';
import { FilePicker } from '../kernel/ui/FilePicker.tsx';
import styles from './registers.module.css';
import { useTexts } from './texts.ts';

const timeoutMs = 300_000;
const rule = { accept: ['.csv', '.xlsx'], maxCount: 1, maxBytes: 20 * 1_048_576 };

/** A register from elsewhere: what was taken, and every row that was not. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts();
  const [files, setFiles] = useState<readonly File[]>([]);
  const command = useCommand(importPremises, { timeoutMs, refresh: [listPremises] });
  const [file] = files;
  const send = (): void => {
    if (file === undefined) return;
    const body = new FormData();
    body.append('file', file);
    void command.run({ body });
  };
  const done = command.reply !== undefined;
  return (
    <Modal
      open
      width={680}
      title={t('import.open')}
      okText={t(done ? 'close' : 'import.send')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !done && file === undefined }}
      {...(done ? { cancelButtonProps: { style: { display: 'none' } } } : {})}
      confirmLoading={command.pending}
      onOk={() => (done ? onClose() : send())}
      onCancel={onClose}
    >
      {command.reply === undefined ? (
        <Stack>
          <p className={styles.soft}>{t('import.text')}</p>
          <FilePicker value={files} onChange={setFiles} rule={rule} disabled={command.pending} />
          <Refusal error={command.error} onRetry={() => void command.retry()} />
        </Stack>
      ) : (
        <Report report={command.reply} />
      )}
    </Modal>
  );
}

function Report({ report }: { readonly report: PremisesImport }) {
  const t = useTexts();
  const show = useShow();
  const { rows, added, changed, unchanged, rejected, ignored } = report;
  return (
    <Stack>
      <Alert
        type={rejected.length === 0 ? 'success' : 'warning'}
        showIcon
        title={t('import.done', { rows, added, changed, unchanged, rejected: rejected.length })}
      />
      {ignored.length > 0 && (
        <Alert type="info" showIcon title={t('import.ignored', { columns: ignored.join(', ') })} />
      )}
      {rejected.length > 0 && (
        <Table
          size="small"
          aria-label={t('import.rejected')}
          rowKey={({ line }) => line}
          dataSource={rejected}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          columns={[
            { title: t('import.line'), dataIndex: 'line', width: 80 },
            { title: t('premises.code'), width: 160, render: (_, { code }) => code ?? '' },
            { title: t('import.reason'), render: (_, { reason }) => show(reason) },
          ]}
        />
      )}
    </Stack>
  );
}
