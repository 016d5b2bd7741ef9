import { findMatterCode, spellMatterCode } from '@heliu/contract/matter/code';
import { trackMatter } from '@heliu/contract/matter/track';
import { Link, useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useEffect } from 'react';
import { z } from 'zod';
import { MobileCard, MobilePage, useFields } from '../../kernel/mobile/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';
import { CityGate } from '../city/City.tsx';
import { useKept } from '../kept.ts';
import styles from '../report.module.css';
import { CodeField } from '../CodeField.tsx';
import { useTexts } from '../texts.ts';
import { Onward, ProgressCards } from './ProgressCards.tsx';
import { keptCode, trackCode } from './tracked.ts';

const refetchMs = 60_000;
export const MatterCodeText = z.string().refine((text) => findMatterCode(text) !== undefined);

/** Progress by code, for anybody who holds it. */
export function TrackPage() {
  const t = useTexts();
  const code = useKept(keptCode);
  useCodeOfAddress();
  const { faults, onSubmit } = useFields(
    { code: { schema: MatterCodeText, message: t('track.codeWrong') } },
    (values) => trackCode(findMatterCode(values.code) ?? ''),
  );
  return (
    <MobilePage title={t('track.title')} lead={t('track.lead')} backTo="/">
      <MobileCard>
        <form key={code} onSubmit={onSubmit} noValidate className={styles.stack}>
          <CodeField
            name="code"
            label={t('track.code')}
            hint={t('track.codeHint')}
            defaultValue={code === '' ? '' : spellMatterCode(code)}
            fault={faults.code}
          />
          <Button type="submit" color="primary" size="large" block>
            {t('track.submit')}
          </Button>
        </form>
      </MobileCard>
      {code !== '' && (
        <CityGate>
          <Tracked code={code} />
        </CityGate>
      )}
      <p className={styles.small}>
        {t('track.more')} <Link to="/mine">{t('track.mine')}</Link>
      </p>
    </MobilePage>
  );
}

/** Takes a code that came with a link or a QR code out of the address. */
function useCodeOfAddress(): void {
  const navigate = useNavigate();
  const { hash } = useLocation();
  const { code: typed = '' }: { code?: string } = useParams({ strict: false });
  useEffect(() => {
    const code = findMatterCode(hash) ?? findMatterCode(typed);
    if (code === undefined) return;
    trackCode(code);
    void navigate({ to: '/track', hash: '', replace: true });
  }, [hash, typed, navigate]);
}

function Tracked({ code }: { readonly code: string }) {
  const { data, error, refetch, isFetching } = useEndpoint(trackMatter, { body: { code } }, { refetchMs });
  if (data !== undefined) {
    return (
      <>
        <ProgressCards progress={data} />
        <Onward into={data.mergedInto} />
      </>
    );
  }
  if (error === null) return <PageSkeleton />;
  return <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} />;
}
