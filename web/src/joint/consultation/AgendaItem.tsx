import { ArrowDownOutlined, ArrowUpOutlined } from '../../kernel/desk/icons.tsx';
import { spellMatterCode } from '@heliu/contract/matter/code';
import type { ConsultationView, ItemView } from '@heliu/contract/joint/consultation-views';
import { changeAgendaItem, removeAgendaItem } from '@heliu/contract/joint/consultations';
import { Link } from '@tanstack/react-router';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { ReasonDialog } from '../../kernel/desk/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { CopyableCode, Refusal } from '../../kernel/ui/index.ts';
import { useSeen } from '../seen.ts';
import { useTexts } from '../texts.ts';
import { Decisions } from './Decisions.tsx';
import { Minutes } from './Minutes.tsx';
import { shownConsultations } from './shown.ts';
import styles from './consultation.module.css';

interface Moves {
  readonly pending: boolean;
  readonly up: (() => void) | undefined;
  readonly down: (() => void) | undefined;
}

interface AgendaItemProps {
  readonly consultation: ConsultationView;
  readonly item: ItemView;
  /** Counts from 1 in the order of the agenda. */
  readonly place: number;
  readonly moves?: Moves;
}

/** One matter on the agenda: what is to be settled, what was said, what was decided. */
export function AgendaItem({ consultation, item, place, moves }: AgendaItemProps) {
  const t = useTexts();
  const { consultationId, version, state } = consultation;
  const hasRecord = state === 'held' || state === 'closed';
  return (
    <article className={styles.itemBody}>
      <header className={styles.itemHead}>
        <span className={styles.no} aria-hidden="true">
          {place}
        </span>
        <div className={styles.itemTitle}>
          <h3 className={styles.rowTitle}>
            {item.matterId === null ? (
              <span title={t('consultation.agenda.noMatter')}>{item.title}</span>
            ) : (
              <Link to="/matters/$matterId" params={{ matterId: item.matterId }}>
                {item.title}
              </Link>
            )}
          </h3>
          <CopyableCode value={item.matterCode} shown={spellMatterCode(item.matterCode)} />
        </div>
        <ItemActs consultationId={consultationId} version={version} item={item} moves={moves} />
      </header>
      <p className={[styles.words, styles.question].join(' ')}>
        <span className={styles.soft}>{t('consultation.agenda.question')}</span> {item.question}
      </p>
      {hasRecord && (
        <>
          <Minutes consultationId={consultationId} item={item} />
          <Decisions consultation={consultation} item={item} />
        </>
      )}
    </article>
  );
}

interface ItemActsProps {
  readonly consultationId: string;
  readonly version: number;
  readonly item: ItemView;
  readonly moves: Moves | undefined;
}

function ItemActs({ consultationId, version, item, moves }: ItemActsProps) {
  const t = useTexts();
  const [asking, setAsking] = useState<'changeItem' | 'removeItem'>();
  const name = item.title;
  const params = { consultationId, no: item.no };
  const shut = () => setAsking(undefined);
  return (
    <div className={styles.acts}>
      {moves !== undefined && (
        <>
          <Button
            size="small"
            type="text"
            icon={<ArrowUpOutlined />}
            aria-label={t('consultation.agenda.up', { name })}
            disabled={moves.up === undefined || moves.pending}
            onClick={moves.up}
          />
          <Button
            size="small"
            type="text"
            icon={<ArrowDownOutlined />}
            aria-label={t('consultation.agenda.down', { name })}
            disabled={moves.down === undefined || moves.pending}
            onClick={moves.down}
          />
        </>
      )}
      {(['changeItem', 'removeItem'] as const)
        .filter((act) => item.allowed.includes(act))
        .map((act) => (
          <Button
            key={act}
            size="small"
            danger={act === 'removeItem'}
            aria-label={t('consultation.actOn', { act: t(`consultation.act.${act}`), name })}
            onClick={() => setAsking(act)}
          >
            {t(`consultation.act.${act}`)}
          </Button>
        ))}
      {asking === 'changeItem' && (
        <QuestionDialog params={params} version={version} question={item.question} onClose={shut} />
      )}
      {asking === 'removeItem' && <RemoveDialog params={params} title={item.title} onClose={shut} />}
    </div>
  );
}

interface OnItemProps {
  readonly params: { readonly consultationId: string; readonly no: number };
  readonly onClose: () => void;
}

interface QuestionDialogProps extends OnItemProps {
  readonly version: number;
  readonly question: string;
}

function QuestionDialog({ params, version, question, onClose }: QuestionDialogProps) {
  const t = useTexts();
  const [form] = Form.useForm<{ question: string }>();
  const change = useCommand(changeAgendaItem, { refresh: shownConsultations });
  const expectedVersion = useSeen(version);
  const send = async (body: { question: string }) => {
    if ((await change.run({ params, body: { ...body, expectedVersion } })) !== undefined) onClose();
  };
  return (
    <Modal
      open
      title={t('consultation.act.changeItem')}
      okText={t('consultation.form.save')}
      cancelText={t('consultation.form.cancel')}
      confirmLoading={change.pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        name="question"
        layout="vertical"
        requiredMark={false}
        initialValues={{ question }}
        onFinish={(body) => void send(body)}
      >
        <Form.Item
          name="question"
          label={t('consultation.ask.question')}
          rules={[
            { required: true, whitespace: true, min: 2, message: t('consultation.form.questionNeeded') },
          ]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
        </Form.Item>
        <Refusal error={change.error} onRetry={() => form.submit()} />
      </Form>
    </Modal>
  );
}

function RemoveDialog({ params, title, onClose }: OnItemProps & { readonly title: string }) {
  const t = useTexts();
  const remove = useCommand(removeAgendaItem, { refresh: shownConsultations });
  const send = async () => {
    if ((await remove.run({ params, body: {} })) !== undefined) onClose();
  };
  return (
    <ReasonDialog
      open
      title={t('consultation.act.removeItem')}
      confirm={t('consultation.act.removeItem')}
      danger
      reason="none"
      pending={remove.pending}
      error={remove.error}
      onConfirm={() => void send()}
      onCancel={onClose}
    >
      {t('consultation.ask.removeItem', { title })}
    </ReasonDialog>
  );
}
