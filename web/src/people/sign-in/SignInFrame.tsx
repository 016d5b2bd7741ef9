import type { ReactNode } from 'react';
import { useSettings } from '../../kernel/auth/index.ts';
import { LanguageSwitch, ThemeSwitch } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { usePageTitle } from '../../kernel/route/index.ts';
import { Logo, mainId } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import styles from './sign-in.module.css';

interface SignInFrameProps {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}

/** What the pages before signing in share: the city on one side, one task on the other. */
export function SignInFrame({ title, lead, children }: SignInFrameProps) {
  const t = useTexts();
  const show = useShow();
  const { city } = useSettings();
  usePageTitle(title, show(city));
  return (
    <div className={styles.screen}>
      <header className={styles.brand}>
        <Streams />
        <div className={styles.brandTop}>
          <Logo size={34} />
          <span>
            {t('brand.name')} · {show(city)}
          </span>
        </div>
        <div className={styles.brandText}>
          <p>{t('brand.line')}</p>
          <p>{t('brand.text')}</p>
        </div>
      </header>
      <div className={styles.side}>
        <div className={styles.bar}>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
        <main className={styles.box} id={mainId} tabIndex={-1}>
          <div>
            <h1>{title}</h1>
            <p className={styles.lead}>{lead}</p>
          </div>
          {children}
        </main>
        <footer className={styles.foot}>{t('brand.foot')}</footer>
      </div>
    </div>
  );
}

const streamCount = 9;

/** Many streams that run together: the meaning of the name. */
function Streams() {
  return (
    <svg
      className={styles.streams}
      viewBox="0 0 800 900"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <g fill="none" stroke="#7fc4d8" strokeLinecap="round">
        {Array.from({ length: streamCount }, (_, index) => {
          const from = 40 + index * 92;
          const to = 380 + (index - streamCount / 2) * 9;
          return (
            <path
              key={index}
              d={`M${from} -20 C ${from} 260, ${to} 300, ${to} 520 S ${to - 40} 800, ${to - 60} 920`}
              strokeWidth={1.2 + (index % 3) * 1.1}
              opacity={0.12 + (index % 4) * 0.07}
            />
          );
        })}
      </g>
    </svg>
  );
}
