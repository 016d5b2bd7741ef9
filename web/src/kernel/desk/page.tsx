import { ArrowLeftOutlined } from './icons.tsx';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { type ReactNode, useId } from 'react';
import { useSettings } from '../auth/index.ts';
import { useShow } from '../i18n/index.ts';
import { useKernelTexts } from '../i18n/texts.ts';
import { usePageTitle } from '../route/index.ts';
import styles from './desk.module.css';

interface PageProps {
  /** Names the page on screen, in the window's title and to screen readers. */
  readonly title: string;
  /** Beside the title: state, code, tags. */
  readonly mark?: ReactNode;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  /** Address of the page above, for detail pages. */
  readonly backTo?: string | undefined;
  /** For forms and texts, which do not gain from a wide screen. */
  readonly narrow?: boolean | undefined;
  readonly children: ReactNode;
}

/** A page of the console with its one heading. */
export function Page({ title, mark, subtitle, actions, backTo, narrow = false, children }: PageProps) {
  const t = useKernelTexts();
  const show = useShow();
  const { city } = useSettings();
  const navigate = useNavigate();
  usePageTitle(title, show(city));
  return (
    <div className={[styles.page, narrow ? styles.narrow : ''].join(' ')}>
      <header className={styles.header}>
        <div className={styles.headerMain}>
          <h1 className={styles.title}>
            {backTo !== undefined && (
              <Button
                type="text"
                icon={<ArrowLeftOutlined />}
                aria-label={t('page.back')}
                onClick={() => void navigate({ to: backTo })}
              />
            )}
            <span>{title}</span>
            {mark}
          </h1>
          {subtitle !== undefined && <div className={styles.subtitle}>{subtitle}</div>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

interface PanelProps {
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  /** Content that brings its own padding, such as a table. */
  readonly flush?: boolean | undefined;
  readonly children: ReactNode;
}

/** A part of a page on its own surface. */
export function Panel({ title, actions, flush = false, children }: PanelProps) {
  const titleId = useId();
  return (
    <section className={styles.panel} {...(title === undefined ? {} : { 'aria-labelledby': titleId })}>
      {(title !== undefined || actions !== undefined) && (
        <div className={styles.panelHead}>
          {title !== undefined && (
            <h2 className={styles.panelTitle} id={titleId}>
              {title}
            </h2>
          )}
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </div>
      )}
      <div className={[styles.panelBody, flush ? styles.flush : ''].join(' ')}>{children}</div>
    </section>
  );
}

/** A row of filter controls above a list. */
export function FilterBar({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <search className={styles.filters} aria-label={label}>
      {children}
    </search>
  );
}

export function Stack({ children }: { readonly children: ReactNode }) {
  return <div className={styles.stack}>{children}</div>;
}
