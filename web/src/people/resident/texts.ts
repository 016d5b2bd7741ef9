import { useTranslation } from 'react-i18next';
import { addTexts } from '../../kernel/i18n/index.ts';
import en from './locale/en.json';
import zh from './locale/zh-CN.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    peopleResident: typeof zh;
  }
}

addTexts('peopleResident', { zh, en });

/** Texts for residents alone, apart so that their first page does not load those of administration. */
export const useResidentTexts = () => useTranslation('peopleResident').t;
