import { Button, Modal } from 'antd';
import { Stack } from '../../kernel/desk/index.ts';
import { CopyableCode } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';

interface FirstPasswordDialogProps {
  readonly login: string;
  readonly password: string;
  readonly onClose: () => void;
}

/** Shows a first password once, for handing over; nobody can read it afterwards. */
export function FirstPasswordDialog({ login, password, onClose }: FirstPasswordDialogProps) {
  const t = useTexts();
  return (
    <Modal
      open
      title={t('firstPassword.title')}
      closable={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('firstPassword.done')}
        </Button>
      }
    >
      <Stack>
        <p>{t('firstPassword.text', { login })}</p>
        <CopyableCode value={password} big />
      </Stack>
    </Modal>
  );
}
