import { Modal } from 'antd';
import { Facts } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';

const keys = ['j', 'k', 'Enter', 'x', 'Shift + X', 'a', 'Esc', '/', '?'] as const;
const names = {
  j: 'down',
  k: 'up',
  Enter: 'open',
  x: 'pick',
  'Shift + X': 'pickTo',
  a: 'acts',
  Esc: 'unpick',
  '/': 'search',
  '?': 'help',
} as const;

export function QueueHelp({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useTexts();
  return (
    <Modal open={open} title={t('keys.title')} footer={null} onCancel={onClose} destroyOnHidden>
      <Facts facts={keys.map((key) => ({ label: key, value: t(`keys.${names[key]}`) }))} />
    </Modal>
  );
}
