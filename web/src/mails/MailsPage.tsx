import { listMails, type MailRow, MailView, mailViews } from '@heliu/contract/mails';
import { spellMatterCode } from '@heliu/contract/matter/code';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { z } from 'zod';
import { Page, Panel, Tile, Tiles } from '../kernel/desk/index.ts';
import { Mark } from '../kernel/mark/index.ts';
import { useEndpoint, usePages } from '../kernel/query/index.ts';
import { useFilters } from '../kernel/route/index.ts';
import { EmptyState, ErrorState, PageSkeleton, Time } from '../kernel/ui/index.ts';
import { MailDrawer } from './MailDrawer.tsx';
import styles from './mails.module.css';
import { useTexts } from './texts.ts';

const refetchMs = 60_000;
const Opened = z.object({ view: MailView.optional(), id: z.uuid().optional() });

/** What residents wrote to the district's mailbox. */
export function MailsPage() {
  const t = useTexts();
  const [{ view = 'open', id }, setOpened] = useFilters(Opened);
  const { data } = useEndpoint(listMails, { query: { limit: 1 } }, { refetchMs, keepPrevious: true });
  return (
    <Page title={t('title')} subtitle={t('subtitle')}>
      <Tiles>
        {mailViews.map((one) => (
          <Tile
            key={one}
            name={t(`view.${one}`)}
            text={t(`view.${one}Text`)}
            counts={{ value: data?.counts[one] }}
            choice={{ chosen: view === one, onChoose: () => setOpened({ view: one, id: undefined }) }}
          />
        ))}
      </Tiles>
      <MailList key={view} view={view} onOpen={(mailId) => setOpened({ view, id: mailId })} />
      {id !== undefined && (
        <MailDrawer key={id} mailId={id} onClose={() => setOpened({ view, id: undefined })} />
      )}
    </Page>
  );
}

interface ListProps {
  readonly view: MailView;
  readonly onOpen: (mailId: string) => void;
}

function MailList({ view, onOpen }: ListProps) {
  const t = useTexts();
  const found = usePages(listMails, { query: { view } }, { refetchMs });
  if (found.error !== null && found.rows.length === 0) {
    return (
      <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
    );
  }
  if (found.isPending) return <PageSkeleton />;
  if (found.rows.length === 0) {
    return <EmptyState title={t(`none.${view}`)}>{t(`none.${view}Text`)}</EmptyState>;
  }
  return (
    <Panel flush>
      <ul className={styles.rows} aria-busy={found.isFetching}>
        {found.rows.map((row) => (
          <li key={row.mailId} className={styles.row}>
            <MailLine row={row} />
            <Button onClick={() => onOpen(row.mailId)}>{t('open')}</Button>
          </li>
        ))}
      </ul>
      {found.hasMore && (
        <Button className={styles.more ?? ''} onClick={found.more} loading={found.isLoadingMore}>
          {t('more')}
        </Button>
      )}
    </Panel>
  );
}

function MailLine({ row }: { readonly row: MailRow }) {
  const t = useTexts();
  const subject = row.erased ? t('erased') : row.subject === '' ? t('noSubject') : row.subject;
  return (
    <div className={styles.what}>
      <span className={styles.subject}>{subject}</span>
      <span className={[styles.line, styles.soft].join(' ')}>
        {!row.erased && <span>{row.sender ?? t('noSender')}</span>}
        <Time at={row.receivedAt} show="relative" />
        {row.files > 0 && <span>{t('files', { count: row.files })}</span>}
        {row.refused > 0 && <Mark>{t('refused', { count: row.refused })}</Mark>}
        {row.failed && <Mark tone="yellow">{t('fault.mark')}</Mark>}
        {row.reason !== null && <Mark>{t(`reason.${row.reason}`)}</Mark>}
        {row.matter !== null && (
          <Link to="/matters/$matterId" params={{ matterId: row.matter.matterId }}>
            {t(`state.${row.state}`)} · {spellMatterCode(row.matter.code)}
          </Link>
        )}
      </span>
    </div>
  );
}
