import type { Stage } from '@heliu/contract/matter/model';
import { useTexts } from '../texts.ts';
import { Mark, type MarkTone } from '../../kernel/mark/index.ts';

const tones: Partial<Record<Stage, MarkTone>> = {
  registered: 'blue',
  preFilingCheck: 'blue',
  accepted: 'blue',
  filed: 'blue',
  awaitingRuling: 'yellow',
  checking: 'blue',
  checked: 'blue',
  closed: 'green',
};

export function StageTag({ stage }: { readonly stage: Stage }) {
  const t = useTexts();
  return <Mark tone={tones[stage] ?? 'plain'}>{t(`stage.${stage}`)}</Mark>;
}
