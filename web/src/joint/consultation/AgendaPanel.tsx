import type { ConsultationView } from '@heliu/contract/joint/consultation-views';
import { addAgendaItem, reorderAgenda } from '@heliu/contract/joint/consultations';
import { Button, Form, Modal } from 'antd';
import { useState } from 'react';
import { Panel } from '../../kernel/desk/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { EmptyState, Refusal } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { AgendaItem } from './AgendaItem.tsx';
import { moved } from './moved.ts';
import { ItemFields } from './ProposeDialog.tsx';
import { shownConsultations } from './shown.ts';
import styles from './consultation.module.css';

/** The matters to settle, in their order, each with what was said and decided on it. */
export function AgendaPanel({ consultation }: { readonly consultation: ConsultationView }) {
  const t = useTexts();
  const [adding, setAdding] = useState(false);
  const reorder = useCommand(reorderAgenda, { refresh: shownConsultations });
  const { consultationId, items, allowed } = consultation;
  const order = items.map(({ no }) => no);
  const move = (index: number, by: -1 | 1) =>
    void reorder.run({ params: { consultationId }, body: { items: moved(order, index, by) } });
  const mayAdd = allowed.includes('addItem');
  const mayMove = allowed.includes('reorder') && items.length > 1;
  return (
    <Panel
      title={t('consultation.agenda.title')}
      actions={
        mayAdd && (
          <Button size="small" onClick={() => setAdding(true)}>
            {t('consultation.act.addItem')}
          </Button>
        )
      }
    >
      <Refusal error={reorder.error} onRetry={() => void reorder.retry()} />
      {items.length === 0 && (
        <EmptyState title={t('consultation.agenda.none')}>
          {t(mayAdd ? 'consultation.agenda.noneText' : 'consultation.agenda.noneOther')}
        </EmptyState>
      )}
      <ol className={styles.parts}>
        {items.map((item, index) => (
          <li key={item.no} className={styles.item}>
            <AgendaItem
              consultation={consultation}
              item={item}
              place={index + 1}
              {...(mayMove
                ? {
                    moves: {
                      pending: reorder.pending,
                      up: index === 0 ? undefined : () => move(index, -1),
                      down: index === items.length - 1 ? undefined : () => move(index, 1),
                    },
                  }
                : {})}
            />
          </li>
        ))}
      </ol>
      {adding && <AddDialog consultationId={consultationId} onClose={() => setAdding(false)} />}
    </Panel>
  );
}

interface AddDialogProps {
  readonly consultationId: string;
  readonly onClose: () => void;
}

function AddDialog({ consultationId, onClose }: AddDialogProps) {
  const t = useTexts();
  const [form] = Form.useForm<{ matterCode: string; question: string }>();
  const add = useCommand(addAgendaItem, { refresh: shownConsultations });
  const send = async (body: { matterCode: string; question: string }) => {
    if ((await add.run({ params: { consultationId }, body })) !== undefined) onClose();
  };
  return (
    <Modal
      open
      title={t('consultation.act.addItem')}
      okText={t('consultation.act.addItem')}
      cancelText={t('consultation.form.cancel')}
      confirmLoading={add.pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        name="addItem"
        layout="vertical"
        requiredMark={false}
        onFinish={(body) => void send(body)}
      >
        <ItemFields />
        <Refusal error={add.error} onRetry={() => form.submit()} />
      </Form>
    </Modal>
  );
}
