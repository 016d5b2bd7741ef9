import { findMatterCode } from '@heliu/contract/matter/code';
import { recoverReceipt } from '@heliu/contract/matter/track';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useState } from 'react';
import { z } from 'zod';
import { useSettings } from '../../kernel/auth/index.ts';
import { Field, MobileCard, MobilePage, useFields } from '../../kernel/mobile/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { EmptyState, Refusal } from '../../kernel/ui/index.ts';
import styles from '../report.module.css';
import { CodeField } from '../CodeField.tsx';
import { useTexts } from '../texts.ts';
import { MatterCodeText } from '../track/TrackPage.tsx';

/** A lost receipt code, sent again to where the reporter said to be reached. */
export function RecoverPage() {
  const t = useTexts();
  const { mail, sms } = useSettings();
  const [askedFor, setAskedFor] = useState<string>();
  return (
    <MobilePage title={t('recover.title')} lead={t('recover.lead')} backTo="/mine">
      <MobileCard>
        {!mail && !sms && <p className={styles.soft}>{t('recover.impossible')}</p>}
        {(mail || sms) && askedFor === undefined && <Ask onAsked={setAskedFor} />}
        {askedFor !== undefined && (
          <EmptyState
            title={t('recover.asked')}
            actions={
              <>
                <Link to="/mine">{t('recover.open')}</Link>
                <button type="button" className={styles.plain} onClick={() => setAskedFor(undefined)}>
                  {t('recover.again')}
                </button>
              </>
            }
          >
            {t('recover.askedText', { contact: askedFor })}
          </EmptyState>
        )}
      </MobileCard>
      <p className={styles.small}>{t('recover.without')}</p>
    </MobilePage>
  );
}

const Contact = z.string().trim().pipe(recoverReceipt.body.shape.contact);

/** Only what is sent here: an address of mails, a number, or either. */
const contactBy = {
  mail: Contact.refine((text) => text.includes('@')),
  sms: Contact.refine((text) => !text.includes('@')),
  both: Contact,
};

function Ask({ onAsked }: { readonly onAsked: (contact: string) => void }) {
  const t = useTexts();
  const { mail, sms } = useSettings();
  const way = mail && sms ? 'both' : mail ? 'mail' : 'sms';
  const recover = useCommand(recoverReceipt);
  const ask = async ({ contact, code }: { contact: string; code: string }): Promise<void> => {
    const number = findMatterCode(code);
    const body = { contact: contact.trim(), ...(number === undefined ? {} : { code: number }) };
    if ((await recover.run({ body })) !== undefined) onAsked(contact.trim());
  };
  const { faults, onSubmit } = useFields(
    {
      contact: { schema: contactBy[way], message: t(`recover.wrong.${way}`) },
      code: {
        schema: z.union([z.string().trim().length(0), MatterCodeText]),
        message: t('track.codeWrong'),
      },
    },
    ask,
    recover.error,
  );
  return (
    <form onSubmit={onSubmit} noValidate className={styles.stack}>
      <Field
        name="contact"
        label={t(`recover.contact.${way}`)}
        fault={faults.contact}
        autoComplete={way === 'sms' ? 'tel' : 'email'}
        inputMode={way === 'sms' ? 'tel' : 'email'}
        autoCapitalize="none"
      />
      <CodeField name="code" label={t('recover.code')} hint={t('recover.codeHint')} fault={faults.code} />
      <Refusal
        error={recover.error}
        onRetry={recover.retry}
        labels={{ contact: t(`recover.contact.${way}`), code: t('recover.code') }}
      />
      <Button type="submit" color="primary" size="large" block loading={recover.pending}>
        {t('recover.send')}
      </Button>
    </form>
  );
}
