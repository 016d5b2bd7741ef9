import type { EndpointReply } from '@heliu/contract/endpoint';
import { type CoveragePlace, type getCoverage, listCoveragePlaces } from '@heliu/contract/patrol';
import type { ChecklistItem } from '@heliu/contract/patrol/plan';
import { Link } from '@tanstack/react-router';
import { Switch } from 'antd';
import { useState } from 'react';
import { CursorTable, Panel } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { usePages } from '../kernel/query/index.ts';
import { EmptyState } from '../kernel/ui/index.ts';
import styles from './patrol.module.css';
import { useTexts } from './texts.ts';

interface PlacesPanelProps {
  readonly found: EndpointReply<typeof getCoverage>;
  readonly plan: string;
  readonly back: number;
}

/** Place by place: on which days somebody was there, and what the last visit found. */
export function PlacesPanel({ found, plan, back }: PlacesPanelProps) {
  const t = useTexts();
  const show = useShow();
  const [open, setOpen] = useState(false);
  const place = found.line.at(-1)?.code;
  const pages = usePages(listCoveragePlaces, {
    query: { plan, back, open: open ? 'true' : 'false', ...(place === undefined ? {} : { place }) },
  });
  const checklist = found.plans.find(({ code }) => code === plan)?.checklist ?? [];
  return (
    <Panel
      title={t('coverage.list')}
      flush
      actions={
        <label className={styles.toggle}>
          <Switch size="small" checked={open} onChange={setOpen} /> {t('coverage.open')}
        </label>
      }
    >
      <CursorTable<CoveragePlace>
        found={pages}
        label={t('coverage.list')}
        rowKey={({ code }) => code}
        empty={<EmptyState title={t('coverage.allDone')} />}
        columns={[
          { title: t('coverage.place'), width: 260, render: (_, row) => show(row.name) },
          { title: t('coverage.days'), width: 260, render: (_, row) => <Days row={row} /> },
          { title: t('coverage.last'), render: (_, row) => <Last row={row} checklist={checklist} /> },
        ]}
        card={(row) => (
          <div className={styles.card}>
            <strong>{show(row.name)}</strong>
            <Days row={row} />
            <Last row={row} checklist={checklist} />
          </div>
        )}
      />
    </Panel>
  );
}

function Days({ row: { days } }: { readonly row: CoveragePlace }) {
  const t = useTexts();
  if (days.length === 0) return <span className={styles.soft}>{t('coverage.never')}</span>;
  return <span>{days.join(' · ')}</span>;
}

interface LastProps {
  readonly row: CoveragePlace;
  readonly checklist: readonly ChecklistItem[];
}

function Last({ row: { last }, checklist }: LastProps) {
  const t = useTexts();
  const show = useShow();
  if (last === null) return <span className={styles.soft}>{t('coverage.lastNone')}</span>;
  const wordsOf = (item: ChecklistItem, answer: string): string => {
    if (item.answer === 'yes_no') return t(answer === 'yes' ? 'answer.yes' : 'answer.no');
    const option = item.answer === 'choice' && item.options.find(({ code }) => code === answer);
    return option === false || option === undefined ? answer : show(option.text);
  };
  return (
    <ul className={styles.answers}>
      {checklist.flatMap((item) => {
        const answer = last.answers[item.code];
        if (answer === undefined) return [];
        const finding = last.findings.find((one) => one.item === item.code);
        return [
          <li key={item.code}>
            <span className={styles.soft}>{show(item.text)}</span> {wordsOf(item, answer)}
            {finding !== undefined &&
              (finding.matterId === null ? (
                <span className={styles.soft}> {t('coverage.unreported')}</span>
              ) : (
                <>
                  {' '}
                  <Link to="/matters/$matterId" params={{ matterId: finding.matterId }}>
                    {t('coverage.matter')}
                  </Link>
                </>
              ))}
          </li>,
        ];
      })}
    </ul>
  );
}
