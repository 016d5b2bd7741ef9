import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useKernelTexts } from '../i18n/texts.ts';
import { Hidden } from '../ui/index.ts';

interface Announcer {
  readonly announce: (title: string) => void;
}

const AnnouncerContext = createContext<Announcer>({ announce: () => undefined });

/** Tells screen readers which page was opened, since no document loads between pages. */
export function PageAnnouncer({ children }: { readonly children: ReactNode }) {
  const t = useKernelTexts();
  const [title, setTitle] = useState('');
  const announcer = useMemo(() => ({ announce: setTitle }), []);
  return (
    <AnnouncerContext value={announcer}>
      {children}
      <output>
        <Hidden>{title === '' ? '' : t('page.opened', { title })}</Hidden>
      </output>
    </AnnouncerContext>
  );
}

/** Names the page in the window's title and to screen readers. */
export function usePageTitle(title: string, site: string): void {
  const { announce } = useContext(AnnouncerContext);
  useEffect(() => {
    document.title = title === '' ? site : `${title} · ${site}`;
    if (title !== '') announce(title);
  }, [announce, title, site]);
}
