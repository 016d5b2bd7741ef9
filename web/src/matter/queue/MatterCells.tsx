import { spellMatterCode } from '@heliu/contract/matter/code';
import type { MatterRow } from '@heliu/contract/matter/views';
import { Link } from '@tanstack/react-router';
import { Checkbox, Grid } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import { useMemo } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { CopyableCode, DueLight, Time } from '../../kernel/ui/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { lightOf } from '../city/shown.ts';
import { StageTag } from '../city/StageTag.tsx';
import { useTexts } from '../texts.ts';
import styles from './queue.module.css';
import { rowLink } from './use-list-keys.ts';

export function useColumns(): ColumnsType<MatterRow> {
  const t = useTexts();
  // On a tablet the stage stands with the matter: names of places and units would be left a word a line.
  const wide = Grid.useBreakpoint().xl !== false;
  return useMemo(
    () => [
      { title: t('queue.due'), width: 150, render: (_, row) => <Due row={row} /> },
      {
        title: t('queue.matter'),
        ...(wide ? {} : { width: '34%' }),
        render: (_, row) => <Title row={row} withStage={!wide} />,
      },
      { title: t('fact.place'), width: 190, render: (_, row) => <Place row={row} /> },
      {
        title: t('queue.stage'),
        width: 120,
        responsive: ['xl'],
        render: (_, { stage }) => <StageTag stage={stage} />,
      },
      { title: t('queue.holder'), width: 190, render: (_, row) => <HeldBy row={row} /> },
      { title: t('fact.channel'), width: 140, responsive: ['xl'], render: (_, row) => <Channel row={row} /> },
    ],
    [t, wide],
  );
}

interface CellProps {
  readonly row: MatterRow;
}

function Due({ row }: CellProps) {
  return (
    <span className={styles.cell}>
      <DueLight light={lightOf(row)} dueAt={row.dueAt} provisional={row.provisionalDue} bare />
      <small>
        <Time at={row.closedAt ?? row.dueAt} show="absolute" />
      </small>
    </span>
  );
}

function Title({ row, withStage }: CellProps & { readonly withStage: boolean }) {
  const show = useShow();
  const names = useCityNames();
  return (
    <span className={styles.cell}>
      <Link
        to="/matters/$matterId"
        params={{ matterId: row.matterId }}
        className={styles.title ?? ''}
        {...rowLink(row.matterId)}
      >
        {row.title}
      </Link>
      <small className={styles.meta}>
        <CopyableCode value={row.code} shown={spellMatterCode(row.code)} />
        <span>{show(names.type(row.typeCode))}</span>
        {withStage && <StageTag stage={row.stage} />}
      </small>
    </span>
  );
}

function Place({ row }: CellProps) {
  const show = useShow();
  const [first, ...above] = useCityNames().placeWords(row.placeCode, show);
  return (
    <span className={styles.cell} title={row.address ?? undefined}>
      <span>{first}</span>
      <small>{above.join(' · ')}</small>
    </span>
  );
}

function HeldBy({ row }: CellProps) {
  const show = useShow();
  const names = useCityNames();
  return (
    <span className={styles.cell}>
      <span>{show(names.unit(row.holderUnitId))}</span>
      <small>{row.holder?.name}</small>
    </span>
  );
}

function Channel({ row }: CellProps) {
  const show = useShow();
  const names = useCityNames();
  return (
    <span className={styles.cell}>
      <span>{show(names.channel(row.channel))}</span>
      <small>{show(names.kind(row.requestKind))}</small>
    </span>
  );
}

interface MatterCardProps extends CellProps {
  readonly picked: boolean;
  readonly onPick: () => void;
}

/** The same row on a phone. */
export function MatterCard({ row, picked, onPick }: MatterCardProps) {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  const line = names.placeWords(row.placeCode, show);
  return (
    <div className={styles.card}>
      <div className={styles.cardHead}>
        <Checkbox
          checked={picked}
          onChange={onPick}
          aria-label={t('together.pickOne', { title: row.title })}
        />
        <DueLight light={lightOf(row)} dueAt={row.dueAt} provisional={row.provisionalDue} />
        <StageTag stage={row.stage} />
      </div>
      <Link
        to="/matters/$matterId"
        params={{ matterId: row.matterId }}
        className={styles.title ?? ''}
        {...rowLink(row.matterId)}
      >
        {row.title}
      </Link>
      <small className={styles.meta}>
        <CopyableCode value={row.code} shown={spellMatterCode(row.code)} />
        <span>{show(names.type(row.typeCode))}</span>
      </small>
      <small>
        {line.slice(0, 2).join(' · ')} — {show(names.unit(row.holderUnitId))}
        {row.holder === null ? '' : ` · ${row.holder.name}`}
      </small>
    </div>
  );
}
