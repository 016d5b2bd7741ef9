import { Alert, Button, Modal } from 'antd';
import { Stack } from '../kernel/desk/index.ts';
import { CopyableCode } from '../kernel/ui/index.ts';
import { useTexts } from './texts.ts';

interface KeyOnceProps {
  readonly name: string;
  readonly token: string | null;
  readonly onClose: () => void;
}

/** Shows a key once, for handing over; nobody can read it afterwards. */
export function KeyOnce({ name, token, onClose }: KeyOnceProps) {
  const t = useTexts();
  return (
    <Modal
      open
      title={t('once.title')}
      closable={false}
      width={560}
      footer={
        <Button type="primary" onClick={onClose}>
          {t(token === null ? 'close' : 'once.done')}
        </Button>
      }
    >
      {token === null ? (
        <Alert type="warning" showIcon title={t('once.lost')} />
      ) : (
        <Stack>
          <p>{t('once.text', { name })}</p>
          <CopyableCode value={token} />
        </Stack>
      )}
    </Modal>
  );
}
