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

interface AnswerMarkProps {
  readonly answer: Answer;
  /** It is closed or cancelled: nothing is waited for any more. */
  readonly over: boolean;
}

export function AnswerMark({ answer, over }: AnswerMarkProps) {
  const t = useTexts();
  if (over && answer === 'waiting') return <Mark tone="plain">{t('consultation.unanswered')}</Mark>;
  return <Mark tone={answerTones[answer]}>{t(`consultation.answer.${answer}`)}</Mark>;
}
