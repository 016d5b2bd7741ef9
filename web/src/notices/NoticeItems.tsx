import { spellMatterCode } from '@heliu/contract/matter/code';
import { type Notice, noticePage, ownOrganisationsPage } from '@heliu/contract/notices';
import { Link } from '@tanstack/react-router';
import { useShow } from '../kernel/i18n/index.ts';
import { Hidden, Time } from '../kernel/ui/index.ts';
import styles from './notices.module.css';
import { useTexts } from './texts.ts';

interface NoticeItemsProps {
  readonly rows: readonly Notice[];
  /** Address of the page that shows the matter a notice is about. */
  readonly pageOf: (matter: NonNullable<Notice['matter']>) => string;
  readonly onRead: (ids: readonly number[]) => void;
}

/** Notices, newest first; opening the matter of one marks it as read. */
export function NoticeItems({ rows, pageOf, onRead }: NoticeItemsProps) {
  const t = useTexts();
  const show = useShow();
  return (
    <ul className={styles.items}>
      {rows.map((notice) => (
        <li key={notice.id} className={notice.readAt === null ? styles.unread : styles.read}>
          <div className={styles.itemHead}>
            <span className={styles.dot} aria-hidden="true" />
            {notice.readAt === null && <Hidden>{t('list.isUnread')}</Hidden>}
            <strong>{show(notice.status)}</strong>
            {notice.urgent && <span className={styles.urgent}>{t('list.urgent')}</span>}
            <span className={styles.kind}>{t(`kind.${notice.kind}`)}</span>
            <span className={styles.when}>
              <Time at={notice.at} show="relative" />
            </span>
          </div>
          <p className={styles.text}>{show(notice.text)}</p>
          <div className={styles.itemFoot}>
            {notice.about !== null ? (
              <Link
                to={notice.kind === 'ownReport' ? ownOrganisationsPage : noticePage(notice.about)}
                onClick={() => notice.readAt === null && onRead([notice.id])}
              >
                {t(`list.about.${notice.about.what}`)}
              </Link>
            ) : (
              notice.matter !== null && (
                <Link
                  to={pageOf(notice.matter)}
                  onClick={() => notice.readAt === null && onRead([notice.id])}
                >
                  {t('list.open', { code: spellMatterCode(notice.matter.code) })}
                </Link>
              )
            )}
            {notice.readAt === null && (
              <button type="button" className={styles.plain} onClick={() => onRead([notice.id])}>
                {t('list.markRead')}
              </button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
