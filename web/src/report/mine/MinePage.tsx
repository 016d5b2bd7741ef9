import { findMatterCode, findReceiptCode, spellMatterCode } from '@heliu/contract/matter/code';
import { listOwnReports, openOwnReport } from '@heliu/contract/matter/track';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useState } from 'react';
import { z } from 'zod';
import { ProblemError } from '../../kernel/api/index.ts';
import { useSession } from '../../kernel/auth/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { MobileCard, MobilePage, useFields, useSharedDevice } from '../../kernel/mobile/index.ts';
import { endpointQuery, usePages } from '../../kernel/query/index.ts';
import { EmptyState, ErrorState, PageSkeleton, Refusal, Time } from '../../kernel/ui/index.ts';
import { CityGate, useCity } from '../city/City.tsx';
import { rememberReceiptCode } from '../form/receipt.ts';
import { useKept } from '../kept.ts';
import styles from '../report.module.css';
import { CodeField } from '../CodeField.tsx';
import { useTexts } from '../texts.ts';
import { keptCode } from '../track/tracked.ts';
import { MatterCodeText } from '../track/TrackPage.tsx';

/** One's own reports: the list of the account, or one report by its code and receipt code. */
export function MinePage() {
  const t = useTexts();
  const { account } = useSession();
  const shared = useSharedDevice();
  const signedOut = shared ? 'mine.leadShared' : 'mine.leadSignedOut';
  return (
    <MobilePage title={t('mine.title')} lead={t(account === null ? signedOut : 'mine.lead')}>
      {account === null && !shared && (
        <div className={styles.links}>
          <Link to="/sign-in" search={{ next: '/mine' }}>
            {t('mine.signIn')}
          </Link>
        </div>
      )}
      {account !== null && (
        <CityGate>
          <OwnList />
        </CityGate>
      )}
      <ByReceipt />
    </MobilePage>
  );
}

function OwnList() {
  const t = useTexts();
  const show = useShow();
  const { typeName, placeLine } = useCity();
  const found = usePages(listOwnReports, {});
  if (found.isPending) return <PageSkeleton />;
  if (found.error !== null && found.rows.length === 0) {
    return (
      <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
    );
  }
  if (found.rows.length === 0) {
    return (
      <EmptyState title={t('mine.none')} actions={<Link to="/report">{t('action.report')}</Link>}>
        {t('mine.noneText')}
      </EmptyState>
    );
  }
  return (
    <MobileCard title={t('mine.list')}>
      <ul className={styles.rows}>
        {found.rows.map((row) => (
          <li key={row.matterId}>
            <Link to="/mine/$matterId" params={{ matterId: row.matterId }} className={styles.row ?? ''}>
              <span className={styles.rowHead}>
                <strong>{row.title}</strong>
                <span className={`${styles.tag} ${row.stage === 'closed' ? styles.tagDone : ''}`}>
                  {t(`stage.${row.stage}.title`)}
                </span>
              </span>
              <span className={styles.small}>
                {show(typeName(row.typeCode))} · {placeLine(row.divisionCode).map(show).join(' ')}
              </span>
              <span className={styles.rowHead}>
                <span className={styles.small}>
                  <Time at={row.registeredAt} />
                </span>
                {row.overdue && (
                  <span className={`${styles.tag} ${styles.tagOverdue}`}>{t('mine.overdue')}</span>
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {found.hasMore && (
        <Button block loading={found.isLoadingMore} onClick={found.more}>
          {t('mine.more')}
        </Button>
      )}
    </MobileCard>
  );
}

const ReceiptCodeText = z.string().refine((text) => findReceiptCode(text) !== undefined);

function ByReceipt() {
  const t = useTexts();
  const navigate = useNavigate();
  const client = useQueryClient();
  const tracked = useKept(keptCode);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<ProblemError>();
  const open = async (values: { code: string; receiptCode: string }): Promise<void> => {
    setPending(true);
    setError(undefined);
    try {
      const report = await client.fetchQuery(
        endpointQuery(openOwnReport, { body: values }, { staleTimeMs: 0 }),
      );
      rememberReceiptCode(report.matterId, values.receiptCode);
      await navigate({ to: '/mine/$matterId', params: { matterId: report.matterId } });
    } catch (cause) {
      setError(cause instanceof ProblemError ? cause : ProblemError.ofClient('client.unexpected', cause));
    } finally {
      setPending(false);
    }
  };
  const { faults, onSubmit } = useFields(
    {
      code: { schema: MatterCodeText, message: t('track.codeWrong') },
      receiptCode: { schema: ReceiptCodeText, message: t('mine.receiptWrong') },
    },
    ({ code, receiptCode }) =>
      open({ code: findMatterCode(code) ?? code, receiptCode: findReceiptCode(receiptCode) ?? receiptCode }),
  );
  return (
    <MobileCard title={t('mine.byReceipt')}>
      <form onSubmit={onSubmit} noValidate className={styles.stack}>
        <CodeField
          name="code"
          label={t('track.code')}
          defaultValue={tracked === '' ? '' : spellMatterCode(tracked)}
          fault={faults.code}
        />
        <CodeField
          name="receiptCode"
          label={t('receipt.receiptCode')}
          hint={t('mine.receiptHint')}
          fault={faults.receiptCode}
        />
        <Refusal error={error} />
        <Button type="submit" color="primary" size="large" block loading={pending}>
          {t('mine.open')}
        </Button>
        <div className={styles.links}>
          <Link to="/mine/receipt">{t('mine.lost')}</Link>
        </div>
      </form>
    </MobileCard>
  );
}
