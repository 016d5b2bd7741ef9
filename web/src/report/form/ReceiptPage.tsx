import { spellMatterCode } from '@heliu/contract/matter/code';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useSettings } from '../../kernel/auth/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { MobileCard, MobilePage, useSharedDevice } from '../../kernel/mobile/index.ts';
import { CopyableCode, EmptyState } from '../../kernel/ui/index.ts';
import { useKept } from '../kept.ts';
import styles from '../report.module.css';
import form from './form.module.css';
import { useTexts } from '../texts.ts';
import { addressOfTracking, trackCode } from '../track/tracked.ts';
import { QrCode } from './QrCode.tsx';
import { keptReceipt } from './receipt.ts';

/** After the report: its code, and for a report without an account the receipt code, told this once. */
export function ReceiptPage() {
  const t = useTexts();
  const receipt = useKept(keptReceipt);
  if (receipt === null) {
    return (
      <MobilePage title={t('receipt.title')} backTo="/">
        <EmptyState title={t('receipt.none')} actions={<Link to="/report">{t('receipt.another')}</Link>}>
          {t('receipt.noneText')}
        </EmptyState>
      </MobilePage>
    );
  }
  const { matterId, code, receiptCode, photos } = receipt;
  return (
    <MobilePage title={t('receipt.title')} lead={t('receipt.lead')}>
      <MobileCard title={t('receipt.code')}>
        <div className={form.receipt}>
          <CopyableCode value={code} shown={spellMatterCode(code)} big />
          <QrCode text={addressOfTracking(code)} label={t('receipt.qr')} />
          <p className={styles.small}>{t('receipt.codeHint')}</p>
          {photos > 0 && <p className={styles.small}>{t('receipt.photos', { count: photos })}</p>}
        </div>
      </MobileCard>
      {receiptCode !== null && <ReceiptCode code={code} receiptCode={receiptCode} />}
      <div className={`${styles.links} ${form.noPrint}`}>
        <Link to="/track" onClick={() => trackCode(code)}>
          {t('receipt.track')}
        </Link>
        <Link to="/mine/$matterId" params={{ matterId }}>
          {t('receipt.open')}
        </Link>
        <Link to="/report">{t('receipt.another')}</Link>
      </div>
    </MobilePage>
  );
}

interface ReceiptCodeProps {
  readonly code: string;
  readonly receiptCode: string;
}

function ReceiptCode({ code, receiptCode }: ReceiptCodeProps) {
  const t = useTexts();
  const show = useShow();
  const shared = useSharedDevice();
  const { city } = useSettings();
  const save = (): void => {
    const words = t('receipt.file', { city: show(city), code: spellMatterCode(code), receiptCode });
    const url = URL.createObjectURL(new Blob([words], { type: 'text/plain;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `heliu-${code}.txt`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <MobileCard title={t('receipt.receiptCode')}>
      <div className={form.receipt}>
        <CopyableCode value={receiptCode} big />
        <p className={form.note}>{t('receipt.once')}</p>
        <div className={`${form.foot} ${form.noPrint}`} style={{ width: '100%' }}>
          {!shared && <Button onClick={save}>{t('receipt.save')}</Button>}
          <Button onClick={() => window.print()}>{t('receipt.print')}</Button>
        </div>
        <div className={form.noPrint} style={{ width: '100%' }}>
          <Button
            block
            color="primary"
            fill="outline"
            onClick={() => {
              const receipt = keptReceipt.value;
              if (receipt !== null) keptReceipt.set({ ...receipt, receiptCode: null });
            }}
          >
            {t('receipt.saved')}
          </Button>
        </div>
      </div>
    </MobileCard>
  );
}
