import { Alert } from 'antd';
import { OnceDialog, ShownOnce } from '../kernel/desk/index.ts';
import { useTexts } from './texts.ts';

interface KeyOnceProps {
  readonly name: string;
  readonly token: string | null;
  readonly onClose: () => void;
}

/** A key that was just made; where it was lost on its way back, what to do. */
export function KeyOnce({ name, token, onClose }: KeyOnceProps) {
  const t = useTexts();
  const title = t('once.title');
  if (token === null) {
    return (
      <OnceDialog title={title} done={t('close')} onClose={onClose}>
        <Alert type="warning" showIcon title={t('once.lost')} />
      </OnceDialog>
    );
  }
  return (
    <ShownOnce
      title={title}
      text={t('once.text', { name })}
      value={token}
      done={t('once.done')}
      onClose={onClose}
    />
  );
}
