import type { EndpointReply } from '@heliu/contract/endpoint';
import {
  getSupportCoverage,
  listSupport,
  listSupportLooks,
  revealSupport,
  type SupportEntry,
  withdrawSupport,
} from '@heliu/contract/support';
import { Link } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { Panel, ReasonDialog, Stack } from '../kernel/desk/index.ts';
import { useCommand, useEndpoint } from '../kernel/query/index.ts';
import { ErrorState, Facts, PageSkeleton, Time } from '../kernel/ui/index.ts';
import { OfficersDialog } from './OfficersDialog.tsx';
import { type Choice, Grid, Officers, Standing } from './parts.tsx';
import styles from './support.module.css';
import { useFrequency, useTexts } from './texts.ts';

interface EntryDrawerProps {
  readonly entry: SupportEntry;
  readonly kinds: readonly Choice[];
  readonly onClose: () => void;
}

/** One entry: its consent, its visits, whom it is for where that is needed, and its end. */
export function EntryDrawer({ entry, kinds, onClose }: EntryDrawerProps) {
  const t = useTexts();
  const [open, setOpen] = useState<'reveal' | 'officers' | 'withdraw'>();
  const params = { entryId: entry.entryId };
  const reveal = useCommand(revealSupport, { refresh: [listSupportLooks] });
  const withdraw = useCommand(withdrawSupport, { refresh: [listSupport, getSupportCoverage] });
  const close = (): void => setOpen(undefined);
  return (
    <Drawer
      open
      size={560}
      title={kinds.find(({ value }) => value === entry.kind)?.label ?? entry.kind}
      onClose={onClose}
      closable={{ 'aria-label': t('close') }}
    >
      <Stack>
        <EntryFacts entry={entry} />
        <div className={styles.acts}>
          <Button onClick={() => setOpen('officers')}>{t('officers.open')}</Button>
          <Button danger onClick={() => setOpen('withdraw')}>
            {t('withdraw.open')}
          </Button>
        </div>
        <Person found={reveal.reply} onReveal={() => setOpen('reveal')} />
        <Looks entryId={entry.entryId} />
      </Stack>
      <ReasonDialog
        open={open === 'reveal'}
        title={t('entry.reveal')}
        reasonLabel={t('entry.why')}
        confirm={t('entry.show')}
        pending={reveal.pending}
        error={reveal.error}
        onConfirm={(purpose) =>
          void reveal.run({ params, body: { purpose } }).then((reply) => reply && close())
        }
        onCancel={close}
      />
      <ReasonDialog
        open={open === 'withdraw'}
        title={t('withdraw.title')}
        confirm={t('withdraw.confirm')}
        danger
        reason="none"
        pending={withdraw.pending}
        error={withdraw.error}
        onConfirm={() => void withdraw.run({ params, body: {} }).then((reply) => reply && onClose())}
        onCancel={close}
      >
        {t('withdraw.text')}
      </ReasonDialog>
      {open === 'officers' && <OfficersDialog entry={entry} onClose={close} />}
    </Drawer>
  );
}

function EntryFacts({ entry }: { readonly entry: SupportEntry }) {
  const t = useTexts();
  const frequency = useFrequency();
  const { consent } = entry;
  return (
    <Facts
      facts={[
        { label: t('entry.number'), value: entry.number },
        { label: t('list.grid'), value: <Grid code={entry.gridCode} /> },
        { label: t('list.purpose'), value: entry.purpose },
        { label: t('list.frequency'), value: frequency(entry.frequency) },
        { label: t('list.stateLabel'), value: <Standing entry={entry} /> },
        {
          label: t('entry.days'),
          value: entry.days.length === 0 ? t('entry.noDays') : entry.days.join('、'),
        },
        { label: t('list.officers'), value: <Officers entry={entry} /> },
        { label: t('entry.consent'), value: `${t(`consent.${consent.form}`)} · ${consent.on}` },
        {
          label: t('entry.recorded'),
          value: (
            <>
              {consent.by} · <Time at={consent.recordedAt} show="absolute" />
            </>
          ),
        },
        { label: t('list.ends'), value: <Time at={entry.expiresAt} show="absolute" detail="day" /> },
      ]}
    />
  );
}

interface PersonProps {
  readonly found: EndpointReply<typeof revealSupport> | undefined;
  readonly onReveal: () => void;
}

function Person({ found, onReveal }: PersonProps) {
  const t = useTexts();
  return (
    <Panel title={t('entry.person')}>
      <p className={styles.soft}>{t('entry.personText')}</p>
      {found === undefined ? (
        <Button onClick={onReveal}>{t('entry.reveal')}</Button>
      ) : (
        <>
          <Facts
            facts={[
              { label: t('form.name'), value: found.name },
              { label: t('form.phone'), value: found.phone },
              { label: t('form.address'), value: found.address },
            ]}
          />
          <h3 className={styles.small}>{t('entry.visits')}</h3>
          {found.visits.length === 0 && <p className={styles.soft}>{t('entry.noVisits')}</p>}
          <ul className={styles.log}>
            {found.visits.map(({ visitId, at, result, note, matterId }) => (
              <li key={visitId}>
                <Time at={at} show="absolute" /> {t(`result.${result}`)}
                {matterId !== null && (
                  <Link to="/matters/$matterId" params={{ matterId }} className={styles.link ?? ''}>
                    {t('entry.matter')}
                  </Link>
                )}
                {note !== null && <p>{note}</p>}
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

function Looks({ entryId }: { readonly entryId: string }) {
  const t = useTexts();
  const { data, error, refetch, isFetching } = useEndpoint(listSupportLooks, { params: { entryId } });
  return (
    <Panel title={t('entry.looks')}>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} />}
      {error === null && data === undefined && <PageSkeleton rows={2} />}
      {data?.rows.length === 0 && <p className={styles.soft}>{t('entry.noLooks')}</p>}
      <ul className={styles.log}>
        {data?.rows.map(({ at, by, purpose }) => (
          <li key={`${at} ${by}`}>
            <Time at={at} show="absolute" /> {by}:{' '}
            {purpose === 'support.visit' ? t('entry.dayLook') : purpose}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
