import { countMatters, getMatter, listAllowed, listMatters, type MatterRow } from '@heliu/contract/matter';
import { Button, Drawer, Form, Popconfirm } from 'antd';
import { type ReactNode, useState } from 'react';
import { useInvalidate } from '../../kernel/query/index.ts';
import { ActContext, unitLeft } from '../act/context.ts';
import { ActField } from '../act/fields.tsx';
import { fillTemplate } from '../act/gaps.ts';
import { fieldsOf, payloadOf } from '../act/kinds.ts';
import { useTemplateValues } from '../act/template-values.ts';
import actStyles from '../act/act.module.css';
import { useTexts } from '../texts.ts';
import type { Offer } from './offers.ts';
import { Outcomes } from './Outcomes.tsx';
import { useTogether } from './use-together.ts';

interface TogetherDrawerProps {
  readonly offer: Offer;
  readonly onClose: () => void;
}

/** A file belongs to one matter, and each order is extended by a limit of its own: neither is asked for here. */
const oneMatterOnly = new Set(['evidenceIds', 'limit']);

/** The form of one act for several matters, and then how each of them fared. */
export function TogetherDrawer({ offer, onClose }: TogetherDrawerProps) {
  const t = useTexts();
  const [form] = Form.useForm<Record<string, unknown>>();
  const invalidate = useInvalidate();
  const run = useTogether(
    offer.kind,
    () => void invalidate(listMatters, countMatters, getMatter, listAllowed),
  );
  const payload = usePayload();
  const title = t('together.title', { act: t(`command.${offer.kind}`), count: offer.jobs.length });
  const [asked, setAsked] = useState<Record<string, unknown>>();
  const start = (values: Record<string, unknown>): void => {
    setAsked(undefined);
    const jobs = offer.jobs.filter(({ row }) => row.matterId !== values['intoMatterId']);
    void run.start(jobs, ({ row }) => payload(values, row));
  };
  return (
    <Drawer
      open
      size={560}
      title={title}
      closable={!run.running}
      maskClosable={!run.running}
      keyboard={!run.running}
      onClose={onClose}
      footer={
        <div className={actStyles.foot}>
          <Foot
            run={run}
            count={offer.jobs.length}
            onClose={onClose}
            onSubmit={() => form.submit()}
            question={
              asked && t('together.ask', { act: t(`command.${offer.kind}`), count: offer.jobs.length })
            }
            onAnswer={(yes) => (yes && asked !== undefined ? start(asked) : setAsked(undefined))}
          />
        </div>
      }
    >
      {run.jobs === undefined ? (
        <>
          <p className={actStyles.hint}>{t(`commandText.${offer.kind}`)}</p>
          <TogetherForm offer={offer}>
            <Form
              name="together"
              form={form}
              layout="vertical"
              onFinish={run.undoable ? start : setAsked}
              onValuesChange={() => setAsked(undefined)}
            >
              {fieldsOf(offer.kind)
                .filter(({ name }) => !oneMatterOnly.has(name))
                .map((field) => (
                  <ActField key={field.name} {...field} />
                ))}
            </Form>
          </TogetherForm>
          <p className={actStyles.hint}>
            {t('together.note')} {t(run.undoable ? 'together.undoable' : 'together.final')}
          </p>
        </>
      ) : (
        <Outcomes jobs={run.jobs} fates={run.fates} />
      )}
    </Drawer>
  );
}

function TogetherForm({ offer, children }: { readonly offer: Offer; readonly children: ReactNode }) {
  const [first] = offer.jobs;
  if (first === undefined) return null;
  const subject = {
    row: first.row,
    orders: first.orders,
    reported: offer.jobs.some(({ reported }) => reported),
    byPhone: true,
    fedBack: [],
    limits: [],
  };
  const act = { kind: offer.kind, workOrderNo: first.workOrderNos[0] ?? null };
  const together = offer.jobs.map(({ row }) => row);
  const without = unitLeft(offer.jobs);
  return (
    <ActContext value={{ subject, act, together, without, onUploading: () => {} }}>{children}</ActContext>
  );
}

/** What the form says, with the gaps of a reply filled for each matter. */
function usePayload(): (values: Record<string, unknown>, row: MatterRow) => Record<string, unknown> {
  const valuesOf = useTemplateValues();
  return (values, row) => {
    const payload = payloadOf(values);
    const { reply } = payload;
    return typeof reply === 'string' ? { ...payload, reply: fillTemplate(reply, valuesOf(row)) } : payload;
  };
}

interface FootProps {
  readonly run: ReturnType<typeof useTogether>;
  readonly count: number;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  /** Asked before an act that nothing takes back. */
  readonly question: string | undefined;
  readonly onAnswer: (yes: boolean) => void;
}

function Foot({ run, count, onClose, onSubmit, question, onAnswer }: FootProps) {
  const t = useTexts();
  if (run.jobs === undefined) {
    return (
      <>
        <Button onClick={onClose}>{t('act.cancel')}</Button>
        <Popconfirm
          open={question !== undefined}
          title={question}
          description={t('together.askFinal')}
          placement="topRight"
          okText={t('together.go', { count })}
          cancelText={t('act.cancel')}
          okButtonProps={{ autoFocus: true }}
          onOpenChange={(open) => {
            if (!open) onAnswer(false);
          }}
          onConfirm={() => onAnswer(true)}
        >
          <Button type="primary" onClick={onSubmit}>
            {t('together.go', { count })}
          </Button>
        </Popconfirm>
      </>
    );
  }
  if (run.running) return <Button onClick={run.stop}>{t('together.stop')}</Button>;
  return (
    <>
      {run.canUndo > 0 && (
        <Button onClick={() => void run.undo()}>{t('together.undo', { count: run.canUndo })}</Button>
      )}
      {run.canRetry > 0 && (
        <Button onClick={() => void run.again()}>{t('together.again', { count: run.canRetry })}</Button>
      )}
      <Button type="primary" onClick={onClose}>
        {t('together.close')}
      </Button>
    </>
  );
}
