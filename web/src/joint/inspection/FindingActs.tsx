import type { Finding } from '@heliu/contract/joint/inspection-views';
import { raiseFinding, settleFinding } from '@heliu/contract/joint/inspections';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { ReasonDialog } from '../../kernel/desk/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { shownInspections, shownWithMatter } from './shown.ts';
import styles from './inspection.module.css';

interface Params {
  readonly inspectionId: string;
  readonly no: number;
  readonly unit: string;
  readonly item: string;
}

interface FindingActsProps {
  readonly allowed: Finding['allowed'];
  /** The finding, for the names of the buttons. */
  readonly words: string;
  readonly description: string;
  readonly params: Params;
}

/** A finding becomes a matter in two taps: everything is filled in, and may be changed. */
export function FindingActs({ allowed, words, description, params }: FindingActsProps) {
  const t = useTexts();
  const [asking, setAsking] = useState<'raise' | 'settle'>();
  const shut = () => setAsking(undefined);
  if (allowed.length === 0) return null;
  return (
    <div className={styles.acts}>
      {allowed.map((act) => (
        <Button
          key={act}
          type={act === 'raise' ? 'primary' : 'default'}
          aria-label={t('inspection.actOn', { act: t(`inspection.act.${act}`), name: words })}
          onClick={() => setAsking(act)}
        >
          {t(`inspection.act.${act}`)}
        </Button>
      ))}
      {asking === 'raise' && <RaiseDialog description={description} params={params} onClose={shut} />}
      {asking === 'settle' && <SettleDialog params={params} onClose={shut} />}
    </div>
  );
}

interface RaiseDialogProps {
  readonly description: string;
  readonly params: Params;
  readonly onClose: () => void;
}

function RaiseDialog({ description, params, onClose }: RaiseDialogProps) {
  const t = useTexts();
  const [words, setWords] = useState(description);
  const raise = useCommand(raiseFinding, { refresh: shownWithMatter });
  const send = async () => {
    if ((await raise.run({ params, body: { description: words } })) !== undefined) onClose();
  };
  return (
    <Modal
      open
      title={t('inspection.act.raise')}
      okText={t('inspection.ask.raise')}
      cancelText={t('inspection.form.cancel')}
      okButtonProps={{ disabled: words.trim().length < 2 }}
      confirmLoading={raise.pending}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div className={styles.report}>
        <span>{t('inspection.ask.raiseText')}</span>
        <Input.TextArea
          value={words}
          aria-label={t('inspection.ask.description')}
          autoSize={{ minRows: 3, maxRows: 8 }}
          maxLength={5000}
          onChange={({ target }) => setWords(target.value)}
        />
        <Refusal error={raise.error} onRetry={() => void send()} />
      </div>
    </Modal>
  );
}

function SettleDialog({ params, onClose }: { readonly params: Params; readonly onClose: () => void }) {
  const t = useTexts();
  const settle = useCommand(settleFinding, { refresh: shownInspections });
  const send = async (words: string) => {
    if ((await settle.run({ params, body: { words } })) !== undefined) onClose();
  };
  return (
    <ReasonDialog
      open
      title={t('inspection.act.settle')}
      confirm={t('inspection.ask.confirm')}
      reasonLabel={t('inspection.ask.settle')}
      pending={settle.pending}
      error={settle.error}
      onConfirm={(words) => void send(words)}
      onCancel={onClose}
    >
      {t('inspection.ask.settleText')}
    </ReasonDialog>
  );
}
