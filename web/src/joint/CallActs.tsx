import {
  acknowledgeCall,
  arriveAtCall,
  type CallView,
  closeCall,
  declineCall,
  type LegView,
  reportOnCall,
  withdrawUnit,
} from '@heliu/contract/joint';
import { Button } from 'antd';
import { useState } from 'react';
import { ReasonDialog } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { Refusal } from '../kernel/ui/index.ts';
import { CallDrawer } from './CallDrawer.tsx';
import styles from './joint.module.css';
import { shownCalls } from './shown.ts';
import { useTexts } from './texts.ts';

type AskedAct = 'report' | 'decline' | 'withdraw';
const isAsked = (act: LegView['allowed'][number]): act is AskedAct =>
  act !== 'acknowledge' && act !== 'arrive';

const dangerous: ReadonlySet<string> = new Set(['decline', 'withdraw', 'close']);

/** What somebody may do with a called unit, the next step first. */
export function LegActs({ call, leg }: { readonly call: CallView; readonly leg: LegView }) {
  const t = useTexts();
  const show = useShow();
  const [asking, setAsking] = useState<AskedAct>();
  const acknowledge = useCommand(acknowledgeCall, { refresh: shownCalls });
  const arrive = useCommand(arriveAtCall, { refresh: shownCalls });
  const params = { callId: call.callId, no: leg.no };
  if (leg.allowed.length === 0) return null;
  const commands = { acknowledge, arrive };
  const named = { unit: show(leg.unit.name), duty: show(leg.duty.name) };
  return (
    <div className={styles.acts}>
      {leg.allowed.map((act, index) => (
        <Button
          key={act}
          size="small"
          type={index === 0 && act !== 'withdraw' ? 'primary' : 'default'}
          danger={dangerous.has(act)}
          aria-label={t('actOn', { act: t(`act.${act}`), ...named })}
          loading={!isAsked(act) && commands[act].pending}
          onClick={() => (isAsked(act) ? setAsking(act) : void commands[act].run({ params, body: {} }))}
        >
          {t(`act.${act}`)}
        </Button>
      ))}
      <Refusal error={acknowledge.error} onRetry={() => void acknowledge.retry()} />
      <Refusal error={arrive.error} onRetry={() => void arrive.retry()} />
      {asking !== undefined && (
        <WordsDialog key={asking} act={asking} params={params} onClose={() => setAsking(undefined)} />
      )}
    </div>
  );
}

interface WordsDialogProps {
  readonly act: AskedAct;
  readonly params: { readonly callId: string; readonly no: number };
  readonly onClose: () => void;
}

/** Acts that need words. */
function WordsDialog({ act, params, onClose }: WordsDialogProps) {
  const t = useTexts();
  const report = useCommand(reportOnCall, { refresh: shownCalls });
  const decline = useCommand(declineCall, { refresh: shownCalls });
  const withdraw = useCommand(withdrawUnit, { refresh: shownCalls });
  const command = { report, decline, withdraw }[act];
  const send = async (words: string) => {
    if ((await command.run({ params, body: { words } })) !== undefined) onClose();
  };
  return (
    <ReasonDialog
      open
      title={t(`act.${act}`)}
      confirm={act === 'report' ? t('act.report') : t('ask.confirm')}
      danger={dangerous.has(act)}
      reasonLabel={t(`ask.${act}`)}
      pending={command.pending}
      error={command.error}
      onConfirm={(words) => void send(words)}
      onCancel={onClose}
    >
      {t(`ask.${act}Text`)}
    </ReasonDialog>
  );
}

/** What the centre may do with the whole call. */
export function CallActs({ call }: { readonly call: CallView }) {
  const t = useTexts();
  const [over, setOver] = useState<CallView['allowed'][number]>();
  const close = useCommand(closeCall, { refresh: shownCalls });
  if (call.allowed.length === 0) return null;
  const shut = () => {
    setOver(undefined);
    close.reset();
  };
  const send = async (words: string) => {
    const done = await close.run({ params: { callId: call.callId }, body: { words } });
    if (done !== undefined) shut();
  };
  return (
    <div className={styles.acts}>
      {call.allowed.map((act) => (
        <Button key={act} size="small" danger={dangerous.has(act)} onClick={() => setOver(act)}>
          {t(`act.${act}`)}
        </Button>
      ))}
      {over === 'callMore' && (
        <CallDrawer to={{ callId: call.callId }} placeCode={call.placeCode} onClose={shut} />
      )}
      {over === 'close' && (
        <ReasonDialog
          open
          title={t('act.close')}
          confirm={t('act.close')}
          danger
          reasonLabel={t('ask.close')}
          pending={close.pending}
          error={close.error}
          onConfirm={(words) => void send(words)}
          onCancel={shut}
        >
          {t('ask.closeText')}
        </ReasonDialog>
      )}
    </div>
  );
}
