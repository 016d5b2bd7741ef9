import { spellMatterCode } from '@heliu/contract/matter/code';
import type { MatterReceipt } from '@heliu/contract/matter/endpoints';
import { useNavigate } from '@tanstack/react-router';
import { Button, Result } from 'antd';
import { CopyableCode } from '../../kernel/ui/index.ts';
import { StageTag } from '../city/StageTag.tsx';
import { useTexts } from '../texts.ts';

interface ReceiptProps {
  readonly receipt: MatterReceipt;
  readonly onAnother: () => void;
}

/** The code to give to the reporter, and where to go from here. */
export function Receipt({ receipt, onAnother }: ReceiptProps) {
  const t = useTexts();
  const navigate = useNavigate();
  return (
    <Result
      status="success"
      title={t('register.done')}
      subTitle={t('register.doneText')}
      extra={[
        <Button
          key="open"
          type="primary"
          onClick={() => void navigate({ to: `/matters/${receipt.matterId}` })}
        >
          {t('register.open')}
        </Button>,
        <Button key="another" onClick={onAnother}>
          {t('register.another')}
        </Button>,
        <Button key="queue" onClick={() => void navigate({ to: '/matters' })}>
          {t('register.toQueue')}
        </Button>,
      ]}
    >
      <div style={{ textAlign: 'center' }}>
        <CopyableCode value={receipt.code} shown={spellMatterCode(receipt.code)} big />{' '}
        <StageTag stage={receipt.stage} />
      </div>
    </Result>
  );
}
