import { useTranslation } from 'react-i18next';
import { addTexts } from '../../kernel/i18n/index.ts';
import en from './locale/en.json';
import zh from './locale/zh-CN.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    deliveries: typeof zh;
  }
}

addTexts('deliveries', { zh, en });

/** Apart from the words of notices: residents, who read those, never load these. */
export const useTexts = () => useTranslation('deliveries').t;
