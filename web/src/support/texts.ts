import type { Frequency } from '@heliu/contract/patrol/frequency';
import { useTranslation } from 'react-i18next';
import { addTexts } from '../kernel/i18n/index.ts';
import en from './locale/en.json';
import zh from './locale/zh-CN.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    support: typeof zh;
  }
}

addTexts('support', { zh, en });

export const useTexts = () => useTranslation('support').t;

/** How often, in words. */
export function useFrequency(): (frequency: Frequency) => string {
  const t = useTexts();
  return ({ times, per }) => t(`per.${per}`, { count: times });
}
