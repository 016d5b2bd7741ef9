import type { PatrolPlan } from '@heliu/contract/patrol/plan';
import { useEffect, useState } from 'react';
import { useDrafts } from '../kernel/offline/index.ts';
import { presentMs } from '../kernel/time/index.ts';

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

/** What is filled in at a place, kept on the device with every answer until it is sent or put aside. */
export function useVisitDraft(plan: PatrolPlan, name: string) {
  const drafts = useDrafts();
  const [draft, setDraft] = useState<VisitDraft>();
  const [restored, setRestored] = useState(false);
  useEffect(() => {
    let here = true;
    const begin = (found: VisitDraft | undefined): void => {
      if (!here) return;
      setRestored(found !== undefined);
      setDraft(found ?? blank);
    };
    if (drafts === undefined) begin(undefined);
    else drafts.find<VisitDraft>(name, presentMs()).then(begin, () => begin(undefined));
    return () => {
      here = false;
    };
  }, [drafts, name]);
  return {
    /** Undefined for the moment in which the device is asked. */
    draft: draft && fitting(plan, draft),
    restored,
    change: (next: VisitDraft): void => {
      setDraft(next);
      void drafts?.keep(name, next, presentMs());
    },
    drop: async (): Promise<void> => {
      await drafts?.drop(name);
    },
    /** Answers anew; what was reported stays reported. */
    clear: (): void => {
      const next = { ...blank, reports: draft?.reports ?? {} };
      setDraft(next);
      setRestored(false);
      void drafts?.keep(name, next, presentMs());
    },
  };
}
