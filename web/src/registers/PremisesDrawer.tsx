import { listRounds } from '@heliu/contract/patrol';
import { changePremises, getPremises, listPremises } from '@heliu/contract/registers';
import { Link } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { Panel, ReasonDialog, Stack } from '../kernel/desk/index.ts';
import { useCommand, useEndpoint } from '../kernel/query/index.ts';
import { EmptyState, ErrorState, Facts, PageSkeleton, Time } from '../kernel/ui/index.ts';
import { ContactPanel } from './ContactPanel.tsx';
import { PremisesForm } from './PremisesForm.tsx';
import { type Choice, Grid, type OnePremises } from './parts.tsx';
import styles from './registers.module.css';
import { useTexts } from './texts.ts';

interface PremisesDrawerProps {
  readonly premisesId: string;
  readonly kinds: readonly Choice[];
  readonly onClose: () => void;
}

/** One premises: its building, its checks, and whom to reach where something is to be put right. */
export function PremisesDrawer({ premisesId, kinds, onClose }: PremisesDrawerProps) {
  const t = useTexts();
  const { data, error, refetch, isFetching } = useEndpoint(getPremises, { params: { premisesId } });
  return (
    <Drawer
      open
      size={560}
      title={data?.address ?? t('premises.title')}
      onClose={onClose}
      closable={{ 'aria-label': t('close') }}
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} />}
      {error === null && data === undefined && <PageSkeleton rows={6} />}
      {data !== undefined && <Details premises={data} kinds={kinds} />}
    </Drawer>
  );
}

interface DetailsProps {
  readonly premises: OnePremises;
  readonly kinds: readonly Choice[];
}

function Details({ premises, kinds }: DetailsProps) {
  const t = useTexts();
  const [open, setOpen] = useState<'change' | 'end'>();
  const { code, gridCode, kind, floors, rooms, gas, changedAt, allowed, ended } = premises;
  return (
    <Stack>
      <Facts
        facts={[
          { label: t('premises.code'), value: code },
          { label: t('premises.grid'), value: <Grid code={gridCode} /> },
          { label: t('premises.kind'), value: kinds.find(({ value }) => value === kind)?.label ?? kind },
          { label: t('premises.floors'), value: floors ?? t('unknown') },
          { label: t('premises.rooms'), value: rooms ?? t('unknown') },
          { label: t('premises.gas'), value: t(`gas.${gas}`) },
          { label: t('premises.changed'), value: <Time at={changedAt} show="absolute" /> },
        ]}
      />
      {allowed.includes('change') && (
        <div className={styles.acts}>
          <Button onClick={() => setOpen('change')}>{t('form.change')}</Button>
          {!ended && <Button onClick={() => setOpen('end')}>{t('end.open')}</Button>}
        </div>
      )}
      <Checks checks={premises.checks} />
      {allowed.includes('contact') && <ContactPanel premises={premises} />}
      {open === 'change' && (
        <PremisesForm premises={premises} kinds={kinds} onClose={() => setOpen(undefined)} />
      )}
      {open === 'end' && <End premises={premises} onClose={() => setOpen(undefined)} />}
    </Stack>
  );
}

function End({ premises, onClose }: { readonly premises: OnePremises; readonly onClose: () => void }) {
  const t = useTexts();
  const command = useCommand(changePremises, { refresh: [listPremises, getPremises, listRounds] });
  const [seen] = useState(premises);
  const { address, gridCode, position, kind, floors, rooms, gas, premisesId, version } = seen;
  const end = async (): Promise<void> => {
    const body = {
      address,
      gridCode,
      position,
      kind,
      floors,
      rooms,
      gas,
      ended: true,
      expectedVersion: version,
    };
    if ((await command.run({ params: { premisesId }, body })) !== undefined) onClose();
  };
  return (
    <ReasonDialog
      open
      title={t('end.title')}
      confirm={t('end.confirm')}
      reason="none"
      pending={command.pending}
      error={command.error}
      onConfirm={() => void end()}
      onCancel={onClose}
    >
      {t('end.text')}
    </ReasonDialog>
  );
}

function Checks({ checks }: { readonly checks: OnePremises['checks'] }) {
  const t = useTexts();
  return (
    <Panel title={t('checks.title')}>
      {checks.length === 0 && <EmptyState title={t('checks.none')}>{t('checks.noneText')}</EmptyState>}
      <ul className={styles.looks}>
        {checks.map(({ plan, at, findings, answers }) => (
          <li key={`${plan} ${at}`}>
            <Time at={at} show="absolute" />{' '}
            {findings.length === 0 ? t('check.clear') : t('check.found', { count: findings.length })}
            {findings.map(({ item, matterId }) =>
              matterId === null ? null : (
                <Link key={item} to="/matters/$matterId" params={{ matterId }} className={styles.link ?? ''}>
                  {t('checks.matter')}
                </Link>
              ),
            )}
            {answers['remarks'] !== undefined && <p className={styles.soft}>{answers['remarks']}</p>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
