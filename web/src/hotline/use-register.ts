import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { useAccount } from '../kernel/auth/index.ts';
import { carryCaller, holdsAnother } from '../matter/index.ts';
import { phoneForForm, useCaller } from './caller.ts';
import { useTexts } from './texts.ts';

/** Goes on with the form of a registration, with the caller's number in it. */
export function useRegister(): () => void {
  const t = useTexts();
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const { id } = useAccount();
  const { caller } = useCaller(id);
  return () => {
    const typed = caller.found?.phone;
    const phone = typed === undefined ? undefined : phoneForForm(typed);
    const go = () => {
      carryCaller(id, phone);
      void navigate({ to: '/register' });
    };
    if (phone === undefined || !holdsAnother(id, phone)) {
      go();
      return;
    }
    modal.confirm({
      title: t('other.title'),
      content: t('other.text'),
      okText: t('other.replace'),
      cancelText: t('cancel'),
      onOk: go,
    });
  };
}
