import { confirmTotp, disableTotp, OneTimeCode, renewRecoveryCodes, startTotp } from '@heliu/contract/people';
import { Button, Form, Input, Modal, QRCode, Tag, type InputRef } from 'antd';
import { useState } from 'react';
import { useAccount, useRefreshSession } from '../../kernel/auth/index.ts';
import { fieldRule, Panel, Stack } from '../../kernel/desk/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { CopyableCode, Refusal, usePalette, useFocusOnMount } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import styles from './own.module.css';

type Dialog = 'enrol' | 'renew' | 'disable';

/** The second factor of one's own account. */
export function TotpPanel() {
  const t = useTexts();
  const { totpEnabled } = useAccount();
  const [dialog, setDialog] = useState<Dialog>();
  const [codes, setCodes] = useState<readonly string[]>();
  const close = (): void => setDialog(undefined);
  const show = (fresh: readonly string[]): void => {
    close();
    setCodes(fresh);
  };
  return (
    <Panel
      title={
        <>
          {t('totp.title')}{' '}
          <Tag color={totpEnabled ? 'success' : 'default'}>{t(totpEnabled ? 'totp.on' : 'totp.off')}</Tag>
        </>
      }
    >
      <Stack>
        <p>{t('totp.text')}</p>
        <div className={styles.row}>
          {totpEnabled ? (
            <>
              <Button onClick={() => setDialog('renew')}>{t('totp.renew')}</Button>
              <Button danger onClick={() => setDialog('disable')}>
                {t('totp.disable')}
              </Button>
            </>
          ) : (
            <Button type="primary" onClick={() => setDialog('enrol')}>
              {t('totp.enrol')}
            </Button>
          )}
        </div>
      </Stack>
      {dialog === 'enrol' && <EnrolDialog onClose={close} onCodes={show} />}
      {dialog === 'renew' && <RenewDialog onClose={close} onCodes={show} />}
      {dialog === 'disable' && <DisableDialog onClose={close} />}
      {codes !== undefined && <CodesDialog codes={codes} onClose={() => setCodes(undefined)} />}
    </Panel>
  );
}

interface DialogProps {
  readonly onClose: () => void;
  readonly onCodes: (codes: readonly string[]) => void;
}

function EnrolDialog({ onClose, onCodes }: DialogProps) {
  const t = useTexts();
  const palette = usePalette();
  const [form] = Form.useForm<{ password?: string; code?: string }>();
  const start = useCommand(startTotp);
  const confirm = useCommand(confirmTotp);
  const refresh = useRefreshSession();
  const secret = start.reply;
  const submit = async ({
    password = '',
    code = '',
  }: {
    password?: string;
    code?: string;
  }): Promise<void> => {
    if (secret === undefined) {
      await start.run({ body: { password } });
      return;
    }
    const reply = await confirm.run({ body: { code } });
    if (reply === undefined) return;
    await refresh('sameAccount');
    onCodes(reply.recoveryCodes);
  };
  return (
    <Modal
      open
      title={t('totp.enrol')}
      okText={t(secret === undefined ? 'totp.next' : 'totp.confirm')}
      cancelText={t('cancel')}
      confirmLoading={start.pending || confirm.pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        name="totpEnrol"
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => void submit(fields)}
      >
        {secret === undefined ? (
          <PasswordItem />
        ) : (
          <div className={styles.enrol}>
            <QRCode
              aria-label={t('totp.qr')}
              value={secret.uri}
              size={184}
              color="#14232b"
              bgColor="#ffffff"
              bordered={false}
            />
            <div>
              <p>{t('totp.scan')}</p>
              <CopyableCode value={secret.secret} shown={secret.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')} />
              <p style={{ color: palette.inkSoft }}>{t('totp.app')}</p>
            </div>
            <div className={styles.wide}>
              <CodeItem label={t('totp.firstCode')} />
            </div>
          </div>
        )}
        <Refusal error={confirm.error ?? start.error} onRetry={() => form.submit()} />
      </Form>
    </Modal>
  );
}

function RenewDialog({ onClose, onCodes }: DialogProps) {
  const t = useTexts();
  const [form] = Form.useForm<{ code: string }>();
  const renew = useCommand(renewRecoveryCodes);
  const submit = async (code: string): Promise<void> => {
    const reply = await renew.run({ body: { code } });
    if (reply !== undefined) onCodes(reply.recoveryCodes);
  };
  return (
    <Modal
      open
      title={t('totp.renew')}
      okText={t('totp.renew')}
      cancelText={t('cancel')}
      confirmLoading={renew.pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        name="totpRenew"
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ code }) => void submit(code)}
      >
        <p style={{ marginBlockEnd: 12 }}>{t('totp.renewText')}</p>
        <CodeItem label={t('totp.code')} either />
        <Refusal error={renew.error} onRetry={() => form.submit()} />
      </Form>
    </Modal>
  );
}

function DisableDialog({ onClose }: Pick<DialogProps, 'onClose'>) {
  const t = useTexts();
  const [form] = Form.useForm<{ password: string; code: string }>();
  const disable = useCommand(disableTotp);
  const refresh = useRefreshSession();
  const submit = async (body: { password: string; code: string }): Promise<void> => {
    if ((await disable.run({ body })) === undefined) return;
    await refresh('sameAccount');
    onClose();
  };
  return (
    <Modal
      open
      title={t('totp.disable')}
      okText={t('totp.disable')}
      okButtonProps={{ danger: true }}
      cancelText={t('cancel')}
      confirmLoading={disable.pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        name="totpDisable"
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => void submit(fields)}
      >
        <p style={{ marginBlockEnd: 12 }}>{t('totp.disableText')}</p>
        <PasswordItem />
        <CodeItem label={t('totp.code')} either />
        <Refusal error={disable.error} onRetry={() => form.submit()} />
      </Form>
    </Modal>
  );
}

function CodesDialog({
  codes,
  onClose,
}: {
  readonly codes: readonly string[];
  readonly onClose: () => void;
}) {
  const t = useTexts();
  return (
    <Modal
      open
      title={t('totp.codesTitle')}
      closable={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('totp.codesKept')}
        </Button>
      }
    >
      {codes.length === 0 ? (
        <p>{t('totp.codesGone')}</p>
      ) : (
        <Stack>
          <p>{t('totp.codesText')}</p>
          <ul className={styles.codes}>
            {codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
          <CopyableCode value={codes.join('\n')} shown={t('totp.copyAll')} />
        </Stack>
      )}
    </Modal>
  );
}

function PasswordItem() {
  const t = useTexts();
  const focus = useFocusOnMount<InputRef>();
  return (
    <Form.Item
      name="password"
      label={t('password.current')}
      rules={[{ required: true, message: t('password.currentNeeded') }]}
    >
      <Input.Password autoComplete="current-password" ref={focus} />
    </Form.Item>
  );
}

/** The code that the authenticator shows, or where `either` is set a recovery code as well, which has letters in it. */
function CodeItem({ label, either = false }: { readonly label: string; readonly either?: boolean }) {
  const t = useTexts();
  return (
    <Form.Item
      name="code"
      label={label}
      rules={[
        { required: true, message: t('signIn.codeNeeded') },
        fieldRule(OneTimeCode, t('signIn.codeWrong')),
      ]}
    >
      <Input autoComplete="one-time-code" inputMode={either ? 'text' : 'numeric'} style={{ maxWidth: 200 }} />
    </Form.Item>
  );
}
