import { type MailDetail, takeMailFiles } from '@heliu/contract/mails';
import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { useAccount } from '../kernel/auth/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { carryLetter, holdsWords } from '../matter/index.ts';
import { useTexts } from './texts.ts';

/** Goes on with the form of a registration, with the words, the sender and the files of a mail in it. */
export function useRegisterMail(mail: MailDetail) {
  const t = useTexts();
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const { id } = useAccount();
  const { run, pending, error } = useCommand(takeMailFiles);
  const { mailId } = mail;
  const carry = async (): Promise<void> => {
    const taken = mail.evidence.length === 0 ? { files: [] } : await run({ params: { mailId }, body: {} });
    if (taken === undefined) return;
    const files = taken.files.map((file, index) => ({
      id: file.id,
      name: file.name ?? mail.evidence[index]?.name ?? t('detail.photo', { no: index + 1 }),
    }));
    carryLetter(
      id,
      {
        title: mail.subject.slice(0, 120),
        description: mail.body.slice(0, 5000),
        reporter: {
          ...(mail.senderName === null ? {} : { name: mail.senderName.slice(0, 60) }),
          ...(mail.senderAddress === null ? {} : { email: mail.senderAddress }),
        },
      },
      { mailId, files },
    );
    void navigate({ to: '/register' });
  };
  const go = (): void => {
    if (!holdsWords(id)) {
      void carry();
      return;
    }
    modal.confirm({
      title: t('register.other'),
      content: t('register.otherText'),
      okText: t('register.replace'),
      cancelText: t('register.cancel'),
      onOk: () => carry(),
    });
  };
  return { go, pending, error };
}
