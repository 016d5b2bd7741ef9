import { Button, Modal } from 'antd';
import { Stack } from '../kernel/desk/index.ts';
import { CopyableCode } from '../kernel/ui/index.ts';
import { useTexts } from './texts.ts';
import type { Made } from './WebhookForm.tsx';

/** Shows a signing secret once, for handing over; nobody can read it afterwards. */
export function SecretOnce({ made, onClose }: { readonly made: Made; readonly onClose: () => void }) {
  const t = useTexts();
  return (
    <Modal
      open
      title={t('once.title')}
      closable={false}
      width={560}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('once.done')}
        </Button>
      }
    >
      <Stack>
        <p>{t('once.text', { name: made.name })}</p>
        <CopyableCode value={made.secret} />
      </Stack>
    </Modal>
  );
}
