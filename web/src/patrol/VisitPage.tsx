import { listRounds, recordVisit, type Round } from '@heliu/contract/patrol';
import { isFinding, itemsAmiss, unreported } from '@heliu/contract/patrol/checklist';
import type { ChecklistItem, PatrolPlan } from '@heliu/contract/patrol/plan';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { useShow } from '../kernel/i18n/index.ts';
import { ask, Choices, MobileCard, MobilePage, TextArea } from '../kernel/mobile/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import { presentMs } from '../kernel/time/index.ts';
import { EmptyState, PageSkeleton } from '../kernel/ui/index.ts';
import { Named, Restored, Stale, useKeep } from '../matter/field.tsx';
import styles from './field.module.css';
import { FindingForm } from './FindingForm.tsx';
import { useFrequency, useTexts } from './texts.ts';
import { useVisitDraft } from './use-visit-draft.ts';

/** One place of a plan: its checklist, and what was found. */
export function VisitPage() {
  const t = useTexts();
  const show = useShow();
  const { plan: planCode = '', place = '' }: { plan?: string; place?: string } = useParams({ strict: false });
  const { data, error, dataUpdatedAt, isFetching, refetch } = useEndpoint(listRounds, {});
  const plan = data?.plans.find(({ code }) => code === planCode);
  const round = data?.rounds.find((one) => one.plan === planCode && one.code === place);
  if (data === undefined && error === null) return <PageSkeleton rows={8} />;
  if (plan === undefined || round === undefined) {
    return (
      <MobilePage title={t('title')} backTo="/patrol">
        <EmptyState title={t('gone.title')}>{t('gone.text')}</EmptyState>
      </MobilePage>
    );
  }
  return (
    <MobilePage title={show(round.name)} backTo="/patrol">
      <Stale readAt={dataUpdatedAt} busy={isFetching} error={error} onRead={() => void refetch()} />
      <Named>
        <VisitForm key={`${planCode} ${place}`} plan={plan} round={round} />
      </Named>
    </MobilePage>
  );
}

interface VisitFormProps {
  readonly plan: PatrolPlan;
  readonly round: Round;
}

function VisitForm({ plan, round }: VisitFormProps) {
  const t = useTexts();
  const show = useShow();
  const frequency = useFrequency();
  const navigate = useNavigate();
  const keep = useKeep();
  /** What is reported of a place goes before its visit, which names it. */
  const queue = `patrol ${plan.code} ${round.code}`;
  const { draft, restored, change, clear, send } = useVisitDraft(plan, queue);
  const [tried, setTried] = useState(false);
  if (draft === undefined) return <PageSkeleton rows={8} />;
  const questionOf = (open: readonly ChecklistItem[]) => ({
    title: t('unreported.title', { count: open.length }),
    content: (
      <>
        <ul>
          {open.map(({ code, text }) => (
            <li key={code}>{show(text)}</li>
          ))}
        </ul>
        <p className={styles.soft}>{t('unreported.text')}</p>
      </>
    ),
    confirmText: t('unreported.anyway'),
    cancelText: t('unreported.back'),
  });
  const { answers, reports } = draft;
  const amiss = tried ? itemsAmiss(plan.checklist, answers).map(({ code }) => code) : [];
  const store = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    const [first] = itemsAmiss(plan.checklist, answers);
    if (first !== undefined) {
      document.getElementById(`item-${first.code}`)?.focus();
      return;
    }
    const open = unreported(plan.checklist, answers, reports);
    const without = open.length === 0 || (await ask(questionOf(open)));
    if (!without) return;
    const kept = await keep.run(() =>
      send([
        {
          id: uuidv7(),
          command: {
            endpoint: recordVisit.id,
            body: {
              plan: plan.code,
              place: round.code,
              visitedAt: new Date(presentMs()).toISOString(),
              answers: Object.fromEntries(
                Object.entries(answers).filter(([, answer]) => answer.trim() !== ''),
              ),
              findings: Object.entries(reports).map(([item, reportId]) => ({ item, reportId })),
            },
            queue,
            about: { title: show(round.name), act: 'recordVisit' },
          },
        },
      ]),
    );
    if (kept) await navigate({ to: '/patrol' });
  };
  return (
    <form onSubmit={(event) => void store(event)} noValidate className={styles.stack}>
      <p className={styles.soft}>
        {show(plan.name)} · {frequency(plan.frequency)}
      </p>
      {restored && <Restored onAnew={clear} />}
      {plan.checklist.map((item) => (
        <MobileCard key={item.code}>
          <ItemField
            item={item}
            value={answers[item.code]}
            onChange={(answer) => change({ ...draft, answers: { ...answers, [item.code]: answer } })}
            fault={amiss.includes(item.code) ? t('visit.needed') : undefined}
          />
          {item.answer !== 'text' && item.type !== undefined && isFinding(item, answers[item.code]) && (
            <FindingForm
              item={{ ...item, type: item.type }}
              round={round}
              queue={queue}
              reported={reports[item.code] !== undefined}
              visitWith={(reportId) => ({ ...draft, reports: { ...reports, [item.code]: reportId } })}
              onReported={change}
            />
          )}
        </MobileCard>
      ))}
      {keep.foot}
    </form>
  );
}

interface ItemFieldProps {
  readonly item: ChecklistItem;
  readonly value: string | undefined;
  readonly onChange: (answer: string) => void;
  readonly fault: string | undefined;
}

function ItemField({ item, value, onChange, fault }: ItemFieldProps) {
  const t = useTexts();
  const show = useShow();
  const id = `item-${item.code}`;
  if (item.answer === 'text') {
    return (
      <TextArea
        id={id}
        label={show(item.text)}
        value={value ?? ''}
        maxLength={500}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  const options =
    item.answer === 'yes_no'
      ? (['yes', 'no'] as const).map((one) => ({ value: one, label: t(`answer.${one}`) }))
      : item.options.map(({ code, text }) => ({ value: code, label: show(text) }));
  return (
    <Choices<string>
      id={id}
      label={show(item.text)}
      options={options}
      value={value ?? null}
      onChange={onChange}
      fault={fault}
    />
  );
}
