import type { FindingState, InspectionState, PlaceState } from '@heliu/contract/joint/inspection';
import { Mark, type MarkTone } from '../../kernel/mark/index.ts';
import { useNow } from '../../kernel/time/index.ts';
import { useTexts } from '../texts.ts';

const tones: Record<InspectionState, MarkTone> = {
  planned: 'blue',
  underway: 'green',
  closed: 'plain',
  cancelled: 'plain',
};

/** How far it has come, in a word; says so where it should have begun by now. */
export function InspectionMark({
  state,
  startsAt,
}: {
  readonly state: InspectionState;
  readonly startsAt: string;
}) {
  const t = useTexts();
  const now = useNow();
  return (
    <>
      <Mark tone={tones[state]}>{t(`inspection.state.${state}`)}</Mark>
      {state === 'planned' && Date.parse(startsAt) < now && <Mark tone="yellow">{t('inspection.late')}</Mark>}
    </>
  );
}

const placeTones: Record<PlaceState, MarkTone> = { open: 'yellow', inspected: 'green', skipped: 'plain' };

export function PlaceMark({ state }: { readonly state: PlaceState }) {
  const t = useTexts();
  return <Mark tone={placeTones[state]}>{t(`inspection.place.${state}`)}</Mark>;
}

const findingTones: Record<FindingState, MarkTone> = {
  open: 'red',
  referred: 'yellow',
  raised: 'blue',
  settled: 'plain',
};

export function FindingMark({ state }: { readonly state: FindingState }) {
  const t = useTexts();
  return <Mark tone={findingTones[state]}>{t(`inspection.finding.${state}`)}</Mark>;
}
