import type { CopyState } from '@heliu/contract/organisation/copy';
import type { OrganisationState } from '@heliu/contract/organisation/organisation';
import { Mark, type MarkTone } from '../kernel/mark/index.ts';
import { useTexts } from './texts.ts';

const tones: Record<OrganisationState, MarkTone> = {
  waiting: 'yellow',
  verified: 'green',
  declined: 'red',
  suspended: 'red',
  ended: 'plain',
};

export function OrganisationMark({ state }: { readonly state: OrganisationState }) {
  const t = useTexts();
  return <Mark tone={tones[state]}>{t(`state.${state}`)}</Mark>;
}

const copyTones: Record<CopyState, MarkTone> = {
  sent: 'yellow',
  read: 'blue',
  acknowledged: 'blue',
  answered: 'green',
  sentBack: 'red',
  accepted: 'green',
  withdrawn: 'plain',
};

/** How far a notice or order got, and whether its time is over. */
export function CopyMark({ state, overdue }: { readonly state: CopyState; readonly overdue: boolean }) {
  const t = useTexts();
  return (
    <>
      {overdue && <Mark tone="red">{t('copy.overdue')}</Mark>}
      <Mark tone={copyTones[state]}>{t(`copy.state.${state}`)}</Mark>
    </>
  );
}
