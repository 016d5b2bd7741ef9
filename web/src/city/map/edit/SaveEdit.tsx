import { editGrids, type GridEditPreview } from '@heliu/contract/city-api';
import type { EndpointReply } from '@heliu/contract/endpoint';
import type { GridOperation } from '@heliu/contract/city/grid-operation';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useShow } from '../../../kernel/i18n/index.ts';
import { useCommand } from '../../../kernel/query/index.ts';
import { ErrorState, PageSkeleton, Refusal } from '../../../kernel/ui/index.ts';
import styles from '../../city.module.css';
import edit from './edit.module.css';
import { useTexts } from '../../texts.ts';
import { useAreaText } from './area-text.ts';
import { type Draft, isDrawing } from './model.ts';
import { afterEdit } from './refresh.ts';
import { NameFields } from './NameFields.tsx';

type Ready = Extract<GridEditPreview, { status: 'ready' }>;

interface SaveEditProps {
  readonly draft: Draft;
  readonly operation: GridOperation;
  readonly answer: GridEditPreview | undefined;
  readonly error: unknown;
  readonly onDraft: (draft: Draft) => void;
  readonly onSaved: (reply: EndpointReply<typeof editGrids>, text: string) => void;
}

/** What the change would do, why it is made, and the way to make it. */
export function SaveEdit({ draft, operation, answer, error, onDraft, onSaved }: SaveEditProps) {
  return (
    <>
      {draft.tool === 'describe' && <NameFields draft={draft} parts={namesOf(operation)} onDraft={onDraft} />}
      <Answer
        draft={draft}
        operation={operation}
        answer={answer}
        error={error}
        onDraft={onDraft}
        onSaved={onSaved}
      />
    </>
  );
}

function Answer({ draft, operation, answer, error, onDraft, onSaved }: SaveEditProps) {
  const show = useShow();
  if (answer === undefined) return error === null ? <PageSkeleton rows={3} /> : <ErrorState error={error} />;
  if (answer.status === 'ready') {
    return <Confirm ready={answer} draft={draft} operation={operation} onDraft={onDraft} onSaved={onSaved} />;
  }
  const isUnfinished = isDrawing(draft) || answer.code === 'nothingChanges';
  return <Alert type={isUnfinished ? 'info' : 'warning'} showIcon title={show(answer.text)} />;
}

const namesOf = (operation: GridOperation) =>
  operation.kind === 'describe'
    ? [{ code: operation.grid, name: operation.name, kind: operation.gridKind }]
    : [];

function Confirm({
  ready,
  draft,
  operation,
  onDraft,
  onSaved,
}: Omit<SaveEditProps, 'answer' | 'error'> & { readonly ready: Ready }) {
  const t = useTexts();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const command = useCommand(editGrids, { refresh: afterEdit });
  const send = async (): Promise<void> => {
    const told = reason.trim();
    setMissing(told.length < 2);
    if (told.length < 2) return;
    const reply = await command.run({
      body: { operation, baseVersionId: ready.versionId, reason: told },
    });
    if (reply !== undefined) onSaved(reply, t(`edit.saved.${draft.tool}`, { count: ready.mattersMoved }));
  };
  return (
    <div className={styles.stack}>
      <Parts ready={ready} draft={draft} />
      {draft.tool !== 'describe' && <NameFields draft={draft} parts={ready.after} onDraft={onDraft} />}
      <Form layout="vertical" requiredMark={false} onFinish={() => void send()}>
        <Form.Item
          label={t('edit.reason')}
          htmlFor="grid-edit-reason"
          validateStatus={missing ? 'error' : ''}
          help={missing ? t('edit.reasonNeeded') : undefined}
        >
          <Input.TextArea
            id="grid-edit-reason"
            value={reason}
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 5 }}
            placeholder={t('edit.reasonHint')}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
        <Refusal error={command.error} onRetry={() => void command.retry()} />
        <Button type="primary" htmlType="submit" block loading={command.pending}>
          {t(`edit.save.${draft.tool}`)}
        </Button>
      </Form>
    </div>
  );
}

/** The parts with their areas and open matters, and what moves with them. */
function Parts({ ready, draft }: { readonly ready: Ready; readonly draft: Draft }) {
  const t = useTexts();
  const areaText = useAreaText();
  if (draft.tool === 'describe') return null;
  const { after, mattersMoved, accountsMoved, neighbours } = ready;
  return (
    <div className={styles.stack}>
      <ul className={edit.parts}>
        {after.map(({ code, areaM2, openMatters }, i) => (
          <li key={code} data-tone={after.length === 1 ? 'chosen' : i === 0 ? 'first' : 'second'}>
            <span className={styles.code}>{code}</span>
            <span>
              {areaText(areaM2)} · {t('edit.open', { count: openMatters })}
            </span>
          </li>
        ))}
      </ul>
      <ul className={edit.effects}>
        <li>{t('edit.mattersMove', { count: mattersMoved })}</li>
        <li>{t('edit.accountsMove', { count: accountsMoved })}</li>
        {neighbours.length > 0 && <li>{t('edit.neighbours', { count: neighbours.length })}</li>}
        <li>{t('edit.codesRetire')}</li>
      </ul>
    </div>
  );
}
