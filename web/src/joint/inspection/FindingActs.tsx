import type { Finding } from '@heliu/contract/joint/inspection-views';
import { raiseFinding, referFinding, reopenFinding, settleFinding } from '@heliu/contract/joint/inspections';
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
  /** How many photos go with it. */
  readonly photos: number;
  readonly params: Params;
}

/**
 * A finding becomes a matter in two taps: everything is filled in, and may be changed. Whoever may not register it asks
 * the convening centre, which then has the same two taps.
 */
export function FindingActs({ allowed, words, description, photos, params }: FindingActsProps) {
  const t = useTexts();
  const [asking, setAsking] = useState<Finding['allowed'][number]>();
  const shut = () => setAsking(undefined);
  if (allowed.length === 0) return null;
  return (
    <div className={styles.acts}>
      {allowed.map((act) => (
        <Button
          key={act}
          type={act === 'settle' || act === 'reopen' ? 'default' : 'primary'}
          aria-label={t('inspection.actOn', { act: t(`inspection.act.${act}`), name: words })}
          onClick={() => setAsking(act)}
        >
          {t(`inspection.act.${act}`)}
        </Button>
      ))}
      {(asking === 'raise' || asking === 'refer') && (
        <RaiseDialog
          key={asking}
          act={asking}
          description={description}
          photos={photos}
          params={params}
          onClose={shut}
        />
      )}
      {(asking === 'settle' || asking === 'reopen') && (
        <WordsDialog key={asking} act={asking} params={params} onClose={shut} />
      )}
    </div>
  );
}

interface RaiseDialogProps {
  readonly act: 'raise' | 'refer';
  readonly description: string;
  readonly photos: number;
  readonly params: Params;
  readonly onClose: () => void;
}

function RaiseDialog({ act, description, photos, params, onClose }: RaiseDialogProps) {
  const t = useTexts();
  const [words, setWords] = useState(description);
  const raise = useCommand(raiseFinding, { refresh: shownWithMatter });
  const refer = useCommand(referFinding, { refresh: shownInspections });
  const { pending, error } = { raise, refer }[act];
  const send = async () => {
    const done =
      act === 'raise'
        ? await raise.run({ params, body: { description: words } })
        : await refer.run({ params, body: { words } });
    if (done !== undefined) onClose();
  };
  return (
    <Modal
      open
      title={t(`inspection.act.${act}`)}
      okText={t(`inspection.ask.${act}`)}
      cancelText={t('inspection.form.cancel')}
      okButtonProps={{ disabled: words.trim().length < 2 }}
      confirmLoading={pending}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div className={styles.report}>
        <span>{t(`inspection.ask.${act}Text`)}</span>
        <Input.TextArea
          value={words}
          aria-label={t('inspection.ask.description')}
          autoSize={{ minRows: 3, maxRows: 8 }}
          maxLength={act === 'raise' ? 5000 : 2000}
          onChange={({ target }) => setWords(target.value)}
        />
        {photos > 0 && (
          <span className={styles.soft}>{t('inspection.ask.withPhotos', { count: photos })}</span>
        )}
        <Refusal error={error} onRetry={() => void send()} />
      </div>
    </Modal>
  );
}

interface WordsDialogProps {
  readonly act: 'settle' | 'reopen';
  readonly params: Params;
  readonly onClose: () => void;
}

function WordsDialog({ act, params, onClose }: WordsDialogProps) {
  const t = useTexts();
  const settle = useCommand(settleFinding, { refresh: shownInspections });
  const reopen = useCommand(reopenFinding, { refresh: shownInspections });
  const { run, pending, error } = { settle, reopen }[act];
  const send = async (words: string) => {
    if ((await run({ params, body: { words } })) !== undefined) onClose();
  };
  return (
    <ReasonDialog
      open
      title={t(`inspection.act.${act}`)}
      confirm={t('inspection.ask.confirm')}
      reasonLabel={t(`inspection.ask.${act}`)}
      pending={pending}
      error={error}
      onConfirm={(words) => void send(words)}
      onCancel={onClose}
    >
      {t(`inspection.ask.${act}Text`)}
    </ReasonDialog>
  );
}
