import { Link, useLocation } from '@tanstack/react-router';
import { useId } from 'react';
import { useCan } from '../kernel/auth/index.ts';
import { entryAt, menuFor } from './menu.ts';
import styles from './shell.module.css';
import { useTexts } from './texts.ts';

/** The menu by permission; the same list in the side bar and in the drawer of narrow screens. */
export function Navigation({ onFollow }: { readonly onFollow?: () => void }) {
  const t = useTexts();
  const id = useId();
  const can = useCan();
  const { pathname } = useLocation();
  const current = entryAt(pathname);
  return (
    <nav className={styles.nav} aria-label={t('menu.label')}>
      {menuFor(can).map(({ group, entries }) => (
        <div key={group}>
          <h2 className={styles.navGroup} id={`${id}-${group}`}>
            {t(`menu.group.${group}`)}
          </h2>
          <ul className={styles.navList} aria-labelledby={`${id}-${group}`}>
            {entries.map((entry) => (
              <li key={entry.to}>
                <Link
                  to={entry.to}
                  aria-current={entry === current ? 'page' : undefined}
                  {...(onFollow === undefined ? {} : { onClick: onFollow })}
                >
                  <entry.icon />
                  <span className={styles.navLabel}>
                    <entry.label />
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
