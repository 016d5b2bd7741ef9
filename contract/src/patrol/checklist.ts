import type { ChecklistItem } from './plan.ts';

export type Answers = Readonly<Record<string, string>>;

/** Whether an answer calls for a matter. */
export function isFinding(item: ChecklistItem, answer: string | undefined): boolean {
  if (answer === undefined || item.answer === 'text') return false;
  if (item.answer === 'yes_no') return item.finding === answer;
  return item.options.some(({ code, finding }) => code === answer && finding);
}

const isAnswer = (item: ChecklistItem, answer: string): boolean =>
  item.answer === 'text' ||
  (item.answer === 'yes_no'
    ? answer === 'yes' || answer === 'no'
    : item.options.some(({ code }) => code === answer));

/** Items that lack an answer, or have one that is none of theirs; words may be left out. */
export const itemsAmiss = (checklist: readonly ChecklistItem[], answers: Answers): ChecklistItem[] =>
  checklist.filter((item) => {
    const answer = answers[item.code];
    return answer === undefined ? item.answer !== 'text' : !isAnswer(item, answer);
  });

/** Findings that could become matters and were not reported. */
export const unreported = (
  checklist: readonly ChecklistItem[],
  answers: Answers,
  reports: Readonly<Record<string, string>>,
): ChecklistItem[] =>
  checklist.filter(
    (item) =>
      item.answer !== 'text' &&
      item.type !== undefined &&
      isFinding(item, answers[item.code]) &&
      reports[item.code] === undefined,
  );
