import { useTranslation } from 'react-i18next';
import { addTexts } from './index.ts';
import en from './locale/en.json';
import zh from './locale/zh-CN.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    kernel: typeof zh;
  }
}

addTexts('kernel', { zh, en });

/** Texts of the kernel's own components. */
export const useKernelTexts = () => useTranslation('kernel').t;
