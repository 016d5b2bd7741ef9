import type { ClosingGroup } from '@heliu/contract/statistics';
import { useTranslation } from 'react-i18next';
import { addTexts, useShow } from '../kernel/i18n/index.ts';
import en from './locale/en.json';
import zh from './locale/zh-CN.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    statistics: typeof zh;
  }
}

addTexts('statistics', { zh, en });

export const useTexts = () => useTranslation('statistics').t;

/** What a group is called; one that the city has no more says so, as a grid and those after it may have one name. */
export function useGroupName(): (group: Pick<ClosingGroup, 'name' | 'former'>) => string {
  const t = useTexts();
  const show = useShow();
  return ({ name, former }) => (former ? t('former', { name: show(name) }) : show(name));
}
