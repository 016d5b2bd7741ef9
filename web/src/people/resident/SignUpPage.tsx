import {
  confirmSignUp,
  DisplayName,
  Email,
  MailCode,
  Password,
  Phone,
  requestSignUp,
} from '@heliu/contract/people';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useState } from 'react';
import { useRefreshSession, useSettings } from '../../kernel/auth/index.ts';
import { useLanguage } from '../../kernel/i18n/index.ts';
import { Field, MobileCard, MobilePage, useFields } from '../../kernel/mobile/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { useFilters } from '../../kernel/route/index.ts';
import { EmptyState, Refusal, useFocusOnMount } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { Next } from './next.ts';
import styles from './resident.module.css';
import { useResidentTexts } from './texts.ts';

interface Contact {
  readonly email?: string;
  readonly phone?: string;
}

/** A resident's account: an address or number, the code sent to it, a name and a password. */
export function SignUpPage() {
  const r = useResidentTexts();
  const { mail, sms } = useSettings();
  const [contact, setContact] = useState<Contact>();
  const [again, setAgain] = useState(false);
  return (
    <MobilePage title={r('signUp.title')} lead={r('signUp.lead')} backTo="/sign-in">
      {!mail && !sms && <EmptyState title={r('signUp.noMail')}>{r('signUp.noMailText')}</EmptyState>}
      {(mail || sms) && (
        <MobileCard>
          {contact === undefined || again ? (
            <ContactStep
              last={contact}
              onSent={(given) => {
                setContact(given);
                setAgain(false);
              }}
            />
          ) : (
            <AccountStep contact={contact} onBack={() => setAgain(true)} />
          )}
        </MobileCard>
      )}
    </MobilePage>
  );
}

const contactFields = {
  email: { schema: Email, label: 'account.email', wrong: 'create.emailWrong', type: 'email', auto: 'email' },
  phone: { schema: Phone, label: 'account.phone', wrong: 'create.phoneWrong', type: 'tel', auto: 'tel' },
} as const;

interface ContactStepProps {
  /** What a code was sent to before, where it is asked for again. */
  readonly last: Contact | undefined;
  readonly onSent: (contact: Contact) => void;
}

function ContactStep({ last, onSent }: ContactStepProps) {
  const t = useTexts();
  const r = useResidentTexts();
  const language = useLanguage();
  const { mail, sms } = useSettings();
  const [{ next }] = useFilters(Next);
  const [by, setBy] = useState<keyof typeof contactFields>(
    sms && last?.email === undefined ? 'phone' : 'email',
  );
  const field = contactFields[by];
  const request = useCommand(requestSignUp);
  const send = async (contact: Contact): Promise<void> => {
    if ((await request.run({ body: { ...contact, language } })) !== undefined) onSent(contact);
  };
  const { faults, onSubmit } = useFields(
    { contact: { schema: field.schema, message: t(field.wrong) } },
    ({ contact }) => send({ [by]: contact.trim() }),
  );
  return (
    <form onSubmit={onSubmit} noValidate style={{ display: 'grid', gap: 14 }}>
      <Field
        key={by}
        name="contact"
        label={t(field.label)}
        hint={r('signUp.contactHint')}
        fault={faults.contact}
        type={field.type}
        defaultValue={last?.[by]}
        autoComplete={field.auto}
      />
      <Refusal error={request.error} onRetry={request.retry} />
      <Button type="submit" color="primary" size="large" block loading={request.pending}>
        {t('recovery.send')}
      </Button>
      <div className={styles.links}>
        <Link to="/sign-in" search={{ next }}>
          {r('signUp.have')}
        </Link>
        {mail && sms && (
          <button
            type="button"
            className={styles.plain}
            onClick={() => setBy(by === 'email' ? 'phone' : 'email')}
          >
            {r(by === 'email' ? 'signUp.byPhone' : 'signUp.byEmail')}
          </button>
        )}
      </div>
    </form>
  );
}

interface AccountStepProps {
  readonly contact: Contact;
  readonly onBack: () => void;
}

function AccountStep({ contact, onBack }: AccountStepProps) {
  const t = useTexts();
  const r = useResidentTexts();
  const focus = useFocusOnMount<HTMLInputElement>();
  const language = useLanguage();
  const navigate = useNavigate();
  const [{ next }] = useFilters(Next);
  const refresh = useRefreshSession();
  const confirm = useCommand(confirmSignUp);
  const open = async (values: { code: string; displayName: string; password: string }): Promise<void> => {
    if ((await confirm.run({ body: { ...values, ...contact, language } })) === undefined) return;
    await refresh();
    await navigate({ to: next, replace: true });
  };
  const { faults, onSubmit } = useFields(
    {
      code: { schema: MailCode, message: r('signUp.codeNeeded') },
      displayName: { schema: DisplayName, message: r('signUp.nameNeeded') },
      password: { schema: Password, message: t('password.length') },
    },
    open,
    confirm.error,
  );
  return (
    <form onSubmit={onSubmit} noValidate style={{ display: 'grid', gap: 14 }}>
      <output>{r('signUp.sent', { contact: contact.email ?? contact.phone ?? '' })}</output>
      <Field
        name="code"
        label={t('recovery.code')}
        fault={faults.code}
        inputMode="numeric"
        autoComplete="one-time-code"
        ref={focus}
      />
      <Field
        name="displayName"
        label={r('signUp.name')}
        hint={r('signUp.nameHint')}
        fault={faults.displayName}
        autoComplete="nickname"
      />
      <Field
        name="password"
        type="password"
        label={t('password.new')}
        hint={t('password.rule')}
        fault={faults.password}
        autoComplete="new-password"
      />
      <Refusal error={confirm.error} onRetry={confirm.retry} />
      <Button type="submit" color="primary" size="large" block loading={confirm.pending}>
        {r('signUp.submit')}
      </Button>
      <div className={styles.links}>
        <button type="button" className={styles.plain} onClick={onBack}>
          {t('recovery.again')}
        </button>
      </div>
    </form>
  );
}
