import type { Answer, ConsultationState } from '@heliu/contract/joint/consultation';
import { Mark, type MarkTone } from '../../kernel/mark/index.ts';
import { useNow } from '../../kernel/time/index.ts';
import { useTexts } from '../texts.ts';

const tones: Record<ConsultationState, MarkTone> = {
  proposed: 'blue',
  held: 'green',
  closed: 'plain',
  cancelled: 'plain',
};

/** How far it has come, in a word; says so where it should have been held by now. */
export function StateMark({
  state,
  startsAt,
}: {
  readonly state: ConsultationState;
  readonly startsAt: string;
}) {
  const t = useTexts();
  const now = useNow();
  const isLate = state === 'proposed' && Date.parse(startsAt) < now;
  return (
    <>
      <Mark tone={tones[state]}>{t(`consultation.state.${state}`)}</Mark>
      {isLate && <Mark tone="yellow">{t('consultation.late')}</Mark>}
    </>
  );
}

const answerTones: Record<Answer, MarkTone> = {
  waiting: 'yellow',
  accepted: 'green',
  declined: 'red',
  withdrawn: 'plain',
};

export function AnswerMark({ answer }: { readonly answer: Answer }) {
  const t = useTexts();
  return <Mark tone={answerTones[answer]}>{t(`consultation.answer.${answer}`)}</Mark>;
}
