import {
  countMatters,
  countRulings,
  getHistory,
  getMatter,
  listMatters,
  listRulings,
  type MatterView,
  type Present,
} from '@heliu/contract/matter';
import { Button, Drawer, Form } from 'antd';
import { useEffect, useState } from 'react';
import { useDone, useFormFaults } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useCommand, useInvalidate } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import styles from './act.module.css';
import { askedOf } from './asked.ts';
import { AskedFacts } from './AskedFacts.tsx';
import { ActContext, subjectOf, unitLeft } from './context.ts';
import { endpointOf } from './endpoint.ts';
import { ActField } from './fields.tsx';
import { fieldsOf, payloadOf } from './kinds.ts';
import type { Act } from './order.ts';

interface ActDrawerProps {
  readonly act: Act;
  readonly title: string;
  readonly matter: MatterView;
  /** Colleagues who have the matter before them now. */
  readonly others: readonly Present[];
  /** What the form says before anybody changes it. */
  readonly initial?: Record<string, unknown>;
  readonly onClose: () => void;
}

/** Refused by how the matter stands: it is read again, and what was filled in is kept. */
const moved = new Set([409, 412]);

/** The form of one command, made from its payload. */
export function ActDrawer({ act, title, matter, others, initial = {}, onClose }: ActDrawerProps) {
  const t = useTexts();
  const show = useShow();
  const done = useDone();
  const [form] = Form.useForm<Record<string, unknown>>();
  const invalidate = useInvalidate();
  const [uploading, setUploading] = useState(false);
  const command = useCommand(endpointOf(act.kind), {
    refresh: [getMatter, getHistory, listMatters, countMatters, listRulings, countRulings],
  });
  useFormFaults(form, command.error);
  const send = async (values: Record<string, unknown>): Promise<void> => {
    const { workOrderNo } = act;
    const reply = await command.run({
      params: { matterId: matter.matterId },
      body: {
        ...payloadOf(values),
        ...(workOrderNo === null ? {} : { workOrderNo }),
        expectedVersion: matter.version,
      },
    });
    if (reply === undefined) return;
    done(t('act.done', { act: title }));
    onClose();
  };
  const { error } = command;
  useEffect(() => {
    if (error !== undefined && moved.has(error.status)) void invalidate(getMatter, getHistory);
  }, [error, invalidate]);
  const fields = fieldsOf(act.kind);
  const subject = subjectOf(matter);
  const asked = askedOf(matter, act);
  const without = unitLeft([{ ...subject, workOrderNos: [act.workOrderNo] }]);
  const now = matter.allowed.find(
    ({ command: kind, workOrderNo }) => kind === act.kind && workOrderNo === act.workOrderNo,
  );
  const acting = others.filter(({ doing }) => doing === 'acting').map(({ name }) => name);
  return (
    <Drawer
      open
      size={520}
      title={title}
      onClose={onClose}
      footer={
        <div className={styles.foot}>
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="primary" onClick={() => form.submit()} loading={command.pending} disabled={uploading}>
            {title}
          </Button>
        </div>
      }
    >
      <p className={styles.hint}>{t(`commandText.${act.kind}`)}</p>
      {asked !== undefined && <AskedFacts asked={asked} people={matter.people} />}
      {acting.length > 0 && (
        <output className={styles.others}>
          {t('act.othersActing', { names: acting.join(t('list.and')) })}
        </output>
      )}
      <ActContext value={{ subject, act, without, onUploading: setUploading }}>
        <Form form={form} layout="vertical" initialValues={initial} onFinish={(values) => void send(values)}>
          {fields.map((field) => (
            <ActField key={field.name} {...field} />
          ))}
        </Form>
      </ActContext>
      <Refusal error={command.error} onRetry={command.retry} />
      {error?.status === 412 && (
        <p className={styles.stale}>
          {now === undefined || now.refusal === null ? t('act.stale') : show(now.refusal)}
        </p>
      )}
    </Drawer>
  );
}
