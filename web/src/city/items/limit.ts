import type { Limit } from '@heliu/contract/deadline/model';
import { useTexts } from '../texts.ts';

/** `3 working days`. */
export function useLimit(): (limit: Limit) => string {
  const t = useTexts();
  return ({ value, unit }) => t(`limit.${unit}`, { count: value });
}
