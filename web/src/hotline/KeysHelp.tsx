import { Modal } from 'antd';
import { Facts } from '../kernel/ui/index.ts';
import { useTexts } from './texts.ts';

const keys = ['c', 'k', 'n', 'b', 'Esc', '?'] as const;
const names = {
  c: 'caller',
  k: 'knowledge',
  n: 'register',
  b: 'callBacks',
  Esc: 'leave',
  '?': 'help',
} as const;

export function KeysHelp({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useTexts();
  return (
    <Modal open={open} title={t('keys.title')} footer={null} onCancel={onClose} destroyOnHidden>
      <Facts facts={keys.map((key) => ({ label: key, value: t(`keys.${names[key]}`) }))} />
    </Modal>
  );
}
