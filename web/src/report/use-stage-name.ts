import type { Stage } from '@heliu/contract/matter/model';
import { useTexts } from './texts.ts';

/** What reporters are told a stage is called. */
export function useStageName(): (stage: Stage) => string {
  const t = useTexts();
  return (stage) => t(`stage.${stage}.title`);
}
