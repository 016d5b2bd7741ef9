import { CreditCode } from '@heliu/contract/organisation/own';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { Fault, Field, useFields } from '../../kernel/mobile/index.ts';
import type { ProblemError } from '../../kernel/api/index.ts';
import { PhotoField, type SentPhoto } from '../../report/index.ts';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';

export interface Identity {
  readonly name: string;
  readonly creditCode?: string;
  readonly noCodeReason?: string;
  readonly evidence: { readonly fileId: string; readonly claim?: string | undefined }[];
}

const mostPapers = 5;
const anything = z.string();

/** Checks of name, code and papers, and what is sent of them. */
export function useIdentity(
  send: (identity: Identity, values: Readonly<Record<string, string>>) => void,
  error: ProblemError | undefined,
  more: Parameters<typeof useFields>[0] = {},
  begins: { readonly withCode: boolean } = { withCode: true },
) {
  const t = useTexts();
  const [hasCode, setHasCode] = useState(begins.withCode);
  const [photos, setPhotos] = useState<readonly SentPhoto[]>([]);
  const [sending, setSending] = useState(false);
  const [tried, setTried] = useState(false);
  const fields = useFields<string>(
    {
      ...more,
      name: { schema: z.string().trim().min(2).max(120), message: t('identity.nameWrong') },
      creditCode: { schema: hasCode ? CreditCode : anything, message: t('identity.codeWrong') },
      noCodeReason: {
        schema: hasCode ? anything : z.string().trim().min(2),
        message: t('identity.reasonWrong'),
      },
    },
    (values) => {
      if (photos.length === 0 || sending) return;
      send(
        {
          name: values['name'] ?? '',
          ...(hasCode
            ? { creditCode: values['creditCode'] ?? '' }
            : { noCodeReason: values['noCodeReason'] ?? '' }),
          evidence: photos.map(({ fileId, claim }) => ({ fileId, claim: claim ?? undefined })),
        },
        values,
      );
    },
    error,
  );
  const onSubmit: typeof fields.onSubmit = (event) => {
    setTried(true);
    fields.onSubmit(event);
  };
  const paperFault = tried && photos.length === 0 ? t('identity.papersWrong') : undefined;
  return {
    faults: fields.faults,
    onSubmit,
    hasCode,
    setHasCode,
    photos,
    setPhotos,
    setSending,
    sending,
    paperFault,
  };
}

interface IdentityFieldsProps {
  readonly identity: ReturnType<typeof useIdentity>;
  readonly known?: {
    readonly name: string;
    readonly creditCode: string | null;
    readonly noCodeReason: string | null;
  };
  readonly children?: ReactNode;
}

/** Name, unified social credit code or why there is none, and the papers that prove them. */
export function IdentityFields({ identity, known, children }: IdentityFieldsProps) {
  const t = useTexts();
  const { faults, hasCode, setHasCode } = identity;
  return (
    <>
      <Field
        name="name"
        label={t('identity.name')}
        hint={t('identity.nameHint')}
        defaultValue={known?.name}
        maxLength={120}
        autoComplete="organization"
        fault={faults['name']}
      />
      {children}
      {hasCode ? (
        <Field
          key="code"
          name="creditCode"
          label={t('identity.code')}
          hint={t('identity.codeHint')}
          defaultValue={known?.creditCode ?? undefined}
          maxLength={40}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          fault={faults['creditCode']}
        />
      ) : (
        <Field
          key="reason"
          name="noCodeReason"
          label={t('identity.reason')}
          hint={t('identity.reasonHint')}
          defaultValue={known?.noCodeReason ?? undefined}
          maxLength={300}
          fault={faults['noCodeReason']}
        />
      )}
      <label className={styles.line}>
        <input type="checkbox" checked={!hasCode} onChange={(event) => setHasCode(!event.target.checked)} />
        {t('identity.noCode')}
      </label>
      <div className={styles.stack}>
        <strong>{t('identity.papers')}</strong>
        <p className={styles.soft}>{t('identity.papersHint')}</p>
        <PhotoField
          value={identity.photos}
          onChange={identity.setPhotos}
          onSending={identity.setSending}
          maxCount={mostPapers}
        />
        <Fault text={identity.paperFault} />
      </div>
    </>
  );
}
