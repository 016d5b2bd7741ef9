import { limitText } from '@heliu/contract/deadline/amount-text';
import type { Limit } from '@heliu/contract/deadline/model';
import { useLanguage } from '../../kernel/i18n/index.ts';

/** `3 working days`. */
export function useLimit(): (limit: Limit) => string {
  const language = useLanguage();
  return (limit) => limitText(limit, language);
}
