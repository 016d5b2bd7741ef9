import { FileTextOutlined } from '../kernel/desk/icons.tsx';
import { BoardQuery, cardSources, type CardView, getBoard, listCards } from '@heliu/contract/supervision';
import { useNavigate } from '@tanstack/react-router';
import { Button, Select, Switch } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import { useMemo } from 'react';
import { useCan } from '../kernel/auth/index.ts';
import { CursorTable, FilterBar, Page, Panel } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { useEndpoint, usePages } from '../kernel/query/index.ts';
import { useFilters } from '../kernel/route/index.ts';
import { EmptyState } from '../kernel/ui/index.ts';
import { CardActs } from './CardActs.tsx';
import { ClockOfCard, MatterOfCard, StateOfCard, TimesOfCard } from './CardParts.tsx';
import { Groups, Levels } from './Groups.tsx';
import { CardMark } from './LevelMark.tsx';
import styles from './supervision.module.css';
import { useTexts } from './texts.ts';

const refetchMs = 60_000;

type Filters = BoardQuery;
type SetFilters = (change: Partial<Filters>) => void;

/** Open cards, the longest waiting first and those on hold last, counted by colour, town and unit; filters stand in the address. */
export function BoardPage() {
  const t = useTexts();
  const can = useCan();
  const navigate = useNavigate();
  const [filters, setFilters] = useFilters(BoardQuery);
  const counted = useEndpoint(getBoard, { query: filters }, { refetchMs, keepPrevious: true });
  const found = usePages(listCards, { query: filters }, { refetchMs, keepPrevious: true });
  const columns = useColumns();
  const board = counted.data;
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        can('supervision.bulletin') && (
          <Button icon={<FileTextOutlined />} onClick={() => void navigate({ to: '/supervision/bulletin' })}>
            {t('bulletin')}
          </Button>
        )
      }
    >
      <Levels counts={board?.total} level={filters.level} onLevel={(level) => setFilters({ level })} />
      <BoardFilters filters={filters} setFilters={setFilters} />
      <div className={styles.columns}>
        <Panel flush>
          <CursorTable<CardView>
            found={found}
            columns={columns}
            rowKey={({ cardId }) => cardId}
            label={t('title')}
            card={(card) => <PhoneCard card={card} />}
            empty={<None filtered={Object.values(filters).some((value) => value !== undefined)} />}
          />
        </Panel>
        <div className={styles.side}>
          <Groups
            title={t('byTownship')}
            groups={board?.townships}
            chosen={filters.place}
            onChoose={(place) => setFilters({ place })}
          />
          <Groups
            title={t('byUnit')}
            groups={board?.units}
            chosen={filters.unit}
            onChoose={(unit) => setFilters({ unit })}
          />
        </div>
      </div>
    </Page>
  );
}

function None({ filtered }: { readonly filtered: boolean }) {
  const t = useTexts();
  return <EmptyState title={t(filtered ? 'noneFound' : 'none')}>{t('noneText')}</EmptyState>;
}

function BoardFilters({
  filters,
  setFilters,
}: {
  readonly filters: Filters;
  readonly setFilters: SetFilters;
}) {
  const t = useTexts();
  const any = Object.values(filters).some((value) => value !== undefined);
  return (
    <FilterBar label={t('filters')}>
      <Select
        allowClear
        value={filters.source}
        onChange={(source: Filters['source']) => setFilters({ source })}
        placeholder={t('source.label')}
        aria-label={t('source.label')}
        style={{ width: 190 }}
        options={cardSources.map((source) => ({ value: source, label: t(`source.${source}`) }))}
      />
      {(['mine', 'unread'] as const).map((name) => (
        <label key={name} className={styles.choice}>
          <Switch
            size="small"
            checked={filters[name] !== undefined}
            onChange={(on) => setFilters({ [name]: on ? 'true' : undefined })}
          />
          {t(name)}
        </label>
      ))}
      {any && (
        <Button
          type="link"
          onClick={() =>
            setFilters({
              level: undefined,
              source: undefined,
              place: undefined,
              unit: undefined,
              mine: undefined,
              unread: undefined,
            })
          }
        >
          {t('clear')}
        </Button>
      )}
    </FilterBar>
  );
}

function useColumns(): ColumnsType<CardView> {
  const t = useTexts();
  const show = useShow();
  return useMemo(
    () => [
      {
        title: t('what'),
        width: 140,
        render: (_, card) => (
          <span className={styles.cell}>
            <span>
              <CardMark card={card} />
            </span>
            <ClockOfCard card={card} />
          </span>
        ),
      },
      { title: t('matter'), render: (_, card) => <MatterOfCard card={card} /> },
      {
        title: t('unit'),
        width: 160,
        render: (_, { unit, township }) => (
          <span className={styles.cell}>
            <span>{show(unit.name)}</span>
            {township !== null && <small className={styles.soft}>{show(township.name)}</small>}
          </span>
        ),
      },
      { title: t('waiting'), width: 130, render: (_, card) => <TimesOfCard card={card} /> },
      {
        title: t('state'),
        width: 140,
        render: (_, card) => (
          <span className={styles.cell}>
            <StateOfCard card={card} />
            <CardActs card={card} />
          </span>
        ),
      },
    ],
    [t, show],
  );
}

function PhoneCard({ card }: { readonly card: CardView }) {
  const show = useShow();
  return (
    <div className={styles.card}>
      <span className={styles.line}>
        <CardMark card={card} />
        <ClockOfCard card={card} />
      </span>
      <MatterOfCard card={card} />
      <span>{show(card.unit.name)}</span>
      <TimesOfCard card={card} />
      <StateOfCard card={card} />
      <CardActs card={card} />
    </div>
  );
}
