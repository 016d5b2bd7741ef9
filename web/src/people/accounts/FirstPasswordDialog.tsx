import { ShownOnce } from '../../kernel/desk/index.ts';
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
    <ShownOnce
      title={t('firstPassword.title')}
      text={t('firstPassword.text', { login })}
      value={password}
      big
      done={t('firstPassword.done')}
      onClose={onClose}
    />
  );
}
