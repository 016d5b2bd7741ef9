import { ConfigProvider, unstableSetRender } from 'antd-mobile';
import enUS from 'antd-mobile/es/locales/en-US';
import zhCN from 'antd-mobile/es/locales/zh-CN';
import type { ReactNode } from 'react';
import { type Root, createRoot } from 'react-dom/client';
import { useLanguage } from '../i18n/index.ts';
import './mobile.css';

const roots = new WeakMap<Element | DocumentFragment, Root>();

/** antd-mobile's imperative calls (Toast, Dialog) render through React 18's API and stay empty on 19 without this. */
unstableSetRender((node, container) => {
  const root = roots.get(container) ?? createRoot(container);
  roots.set(container, root);
  root.render(node);
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, 0));
    root.unmount();
    roots.delete(container);
  };
});

/** Component texts of the phone apps; their colours follow our palette by `mobile.css`. */
export function MobileProvider({ children }: { readonly children: ReactNode }) {
  const language = useLanguage();
  return <ConfigProvider locale={language === 'zh' ? zhCN : enUS}>{children}</ConfigProvider>;
}
