import { useCallback } from 'react';
import { useLanguage } from '../../../kernel/i18n/index.ts';
import { useTexts } from '../../texts.ts';

/** An area as people say it: square metres, hectares or square kilometres. */
export function useAreaText(): (areaM2: number | null) => string {
  const t = useTexts();
  const language = useLanguage();
  return useCallback(
    (areaM2) => {
      if (areaM2 === null) return '';
      const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en');
      const hectares = areaM2 / 10_000;
      if (hectares < 1) return t('card.squareM', { number: number.format(Math.round(areaM2)) });
      return hectares < 1_000
        ? t('card.hectares', { number: number.format(Math.round(hectares * 10) / 10) })
        : t('card.squareKm', { number: number.format(Math.round(hectares / 10) / 10) });
    },
    [t, language],
  );
}
