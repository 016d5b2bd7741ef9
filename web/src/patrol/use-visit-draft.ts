import type { PatrolPlan } from '@heliu/contract/patrol/plan';
import { useDraft } from '../kernel/offline/index.ts';

type Words = Readonly<Record<string, string>>;

export interface VisitDraft {
  /** Item → answer. */
  readonly answers: Words;
  /** Item → the command by which it was reported. */
  readonly reports: Words;
}

const blank: VisitDraft = { answers: {}, reports: {} };

/** Of what the checklist still asks; answers to items that are gone would be refused with the visit. */
function fitting({ checklist }: PatrolPlan, { answers, reports }: VisitDraft): VisitDraft {
  const codes = new Set(checklist.map(({ code }) => code));
  const of = (words: Words): Words =>
    Object.fromEntries(Object.entries(words).filter(([code]) => codes.has(code)));
  return { answers: of(answers), reports: of(reports) };
}

/** What is filled in at a place, kept on the device with every answer until it is sent or begun anew. */
export function useVisitDraft(plan: PatrolPlan, name: string) {
  const { form, change, clear, send } = useDraft<VisitDraft>(name, () => blank);
  const draft = form && fitting(plan, form.value);
  return {
    /** Undefined for the moment in which the device is asked. */
    draft,
    restored: form?.restored === true,
    change,
    send,
    /** Answers anew; what was reported stays reported. */
    clear: (): void => clear({ ...blank, reports: draft?.reports ?? {} }),
  };
}
