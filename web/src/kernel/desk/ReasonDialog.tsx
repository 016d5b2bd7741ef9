import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import type { ProblemError } from '../api/index.ts';
import { useKernelTexts } from '../i18n/texts.ts';
import { Refusal } from '../ui/index.ts';
import styles from './desk.module.css';

interface ReasonDialogProps {
  readonly open: boolean;
  readonly title: string;
  /** What will happen, said before it does. */
  readonly children?: ReactNode;
  readonly confirm: string;
  readonly danger?: boolean | undefined;
  /** Asks for a reason; `none` makes it a plain confirmation. */
  readonly reason?: 'required' | 'none' | undefined;
  readonly reasonLabel?: string | undefined;
  /** Stands there already, to be changed. */
  readonly initial?: string | undefined;
  readonly pending: boolean;
  readonly error: ProblemError | undefined;
  /** Confirms nothing before what must be known is known. */
  readonly blocked?: boolean | undefined;
  readonly onConfirm: (reason: string) => void;
  readonly onCancel: () => void;
}

const maxReason = 400;

/** Asks before an act that others will feel, with its consequences and, where needed, a reason. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { open, title, children, confirm, danger = false, reason = 'required', blocked = false } = props;
  const t = useKernelTexts();
  const [form] = Form.useForm<{ reason?: string }>();
  return (
    <Modal
      open={open}
      title={title}
      okText={confirm}
      cancelText={t('form.cancel')}
      okButtonProps={{ danger, disabled: blocked }}
      confirmLoading={props.pending}
      onOk={() => form.submit()}
      onCancel={props.onCancel}
      afterClose={() => form.resetFields()}
      destroyOnHidden
    >
      <Form
        name="reason"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ reason: props.initial ?? '' }}
        onFinish={(values) => props.onConfirm(values.reason?.trim() ?? '')}
      >
        {children !== undefined && <div className={styles.consequence}>{children}</div>}
        {reason === 'required' && (
          <Form.Item
            name="reason"
            label={props.reasonLabel ?? t('form.reason')}
            rules={[
              {
                required: true,
                whitespace: true,
                message: t(props.reasonLabel === undefined ? 'form.reasonNeeded' : 'form.needed'),
              },
            ]}
            style={{ marginBlock: '14px 26px' }}
          >
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={maxReason} showCount />
          </Form.Item>
        )}
        <Refusal error={props.error} onRetry={() => form.submit()} />
      </Form>
    </Modal>
  );
}
