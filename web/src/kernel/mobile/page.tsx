import { Link } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import { useSettings } from '../auth/index.ts';
import { useShow } from '../i18n/index.ts';
import { useKernelTexts } from '../i18n/texts.ts';
import { usePageTitle } from '../route/index.ts';
import styles from './field.module.css';

interface MobilePageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly backTo?: string | undefined;
  readonly children: ReactNode;
}

/** A page of the phone apps with its one heading. */
export function MobilePage({ title, lead, backTo, children }: MobilePageProps) {
  const t = useKernelTexts();
  const show = useShow();
  const { city } = useSettings();
  usePageTitle(title, show(city));
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>
          {backTo !== undefined && (
            <Link to={backTo} className={styles.back ?? ''} aria-label={t('page.back')}>
              <svg
                width="22"
                height="22"
                viewBox="0 0 24 24"
                fill="none"
                stroke="currentColor"
                aria-hidden="true"
              >
                <path d="M15 5l-7 7 7 7" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
              </svg>
            </Link>
          )}
          <span>{title}</span>
        </h1>
        {lead !== undefined && <div className={styles.lead}>{lead}</div>}
      </header>
      {children}
    </div>
  );
}

/** A part of a page on its own surface. */
export function MobileCard({ title, children }: { readonly title?: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.card} {...(title === undefined ? {} : { 'aria-labelledby': id })}>
      {title !== undefined && <h2 id={id}>{title}</h2>}
      {children}
    </section>
  );
}
