import { ReporterInput } from '@heliu/contract/matter/endpoints';
import type { Contact } from '@heliu/contract/organisation/views';
import { z } from 'zod';
import { Field } from '../../kernel/mobile/index.ts';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';

const blankOr = (schema: z.ZodType): z.ZodType => z.union([z.string().trim().length(0), schema]);

export const contactChecks = (t: ReturnType<typeof useTexts>) => ({
  address: { schema: z.string().trim().min(2).max(300), message: t('contact.addressWrong') },
  contactName: { schema: z.string().trim().min(1).max(60), message: t('contact.nameWrong') },
  contactPhone: { schema: ReporterInput.shape.phone.unwrap(), message: t('contact.phoneWrong') },
  contactEmail: { schema: blankOr(z.email()), message: t('contact.emailWrong') },
});

/** Address and contact as they are sent. */
export function contactOf(values: Readonly<Record<string, string>>) {
  const email = values['contactEmail']?.trim() ?? '';
  return {
    address: values['address'] ?? '',
    contact: {
      name: values['contactName'] ?? '',
      phone: values['contactPhone'] ?? '',
      ...(email === '' ? {} : { email }),
    },
  };
}

interface ContactFieldsProps {
  readonly faults: Readonly<Partial<Record<string, string>>>;
  readonly known?: { readonly address: string; readonly contact: Contact };
}

/** Where it is, and whom the centre talks to about the account. */
export function ContactFields({ faults, known }: ContactFieldsProps) {
  const t = useTexts();
  return (
    <>
      <Field
        name="address"
        label={t('contact.address')}
        defaultValue={known?.address}
        maxLength={300}
        autoComplete="street-address"
        fault={faults['address']}
      />
      <p className={styles.soft}>{t('contact.purpose')}</p>
      <Field
        name="contactName"
        label={t('contact.name')}
        defaultValue={known?.contact.name ?? undefined}
        maxLength={60}
        autoComplete="name"
        fault={faults['contactName']}
      />
      <Field
        name="contactPhone"
        type="tel"
        label={t('contact.phone')}
        defaultValue={known?.contact.phone ?? undefined}
        autoComplete="tel"
        fault={faults['contactPhone']}
      />
      <Field
        name="contactEmail"
        type="email"
        label={t('contact.email')}
        defaultValue={known?.contact.email ?? undefined}
        autoComplete="email"
        fault={faults['contactEmail']}
      />
    </>
  );
}
