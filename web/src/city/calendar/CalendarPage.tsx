import { PlusOutlined } from '../../kernel/desk/icons.tsx';
import { calendarAlarmOf, listLegalYears } from '@heliu/contract/city-api';
import type { EndpointReply } from '@heliu/contract/endpoint';
import { Alert, Button, Select, Tag } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { Page, Panel } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { useFilters } from '../../kernel/route/index.ts';
import { ErrorState, Facts, PageSkeleton } from '../../kernel/ui/index.ts';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';
import { useAdministersCity } from '../use-city.ts';
import { YearDialog } from './YearDialog.tsx';
import { YearView } from './YearView.tsx';

type WorkingTime = EndpointReply<typeof listLegalYears>;

const Filters = z.object({ year: z.coerce.number().int().optional() });

/** Working hours and legal years; a warning where due times stand on a year that is not published yet. */
export function CalendarPage() {
  const t = useTexts();
  const whole = useAdministersCity();
  const [adding, setAdding] = useState(false);
  const found = useEndpoint(listLegalYears, {});
  const time = found.data;
  return (
    <Page
      title={t('calendar.title')}
      subtitle={t('calendar.text')}
      actions={
        whole &&
        time !== undefined && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('calendar.add')}
          </Button>
        )
      }
    >
      {found.error !== null && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <PageSkeleton />}
      {time !== undefined && (
        <>
          <Warning time={time} />
          <Hours time={time} />
          <Years time={time} />
          {adding && <YearDialog time={time} onClose={() => setAdding(false)} />}
        </>
      )}
    </Page>
  );
}

function Warning({ time }: { readonly time: WorkingTime }) {
  const t = useTexts();
  const { legalUntil, provisionalMatters } = time;
  const alarm = calendarAlarmOf(time);
  const title = legalUntil === null ? t('calendar.noYears') : t('calendar.until', { date: legalUntil });
  const text =
    provisionalMatters > 0
      ? t('calendar.provisional', { count: provisionalMatters })
      : t(alarm === null ? 'calendar.fine' : 'calendar.soon');
  return (
    <Alert
      type={alarm === 'provisional' ? 'warning' : alarm === 'soon' ? 'info' : 'success'}
      showIcon
      title={title}
      description={text}
    />
  );
}

function Hours({ time }: { readonly time: WorkingTime }) {
  const t = useTexts();
  const show = useShow();
  return (
    <Panel title={t('calendar.hours')}>
      <Facts
        facts={[
          {
            label: t('calendar.spans'),
            value: time.spans.map((span) => span.join('–')).join(t('listComma')),
          },
          {
            label: t('calendar.weekend'),
            value: time.weekend
              .map((day) => t(`weekday.${day as 1 | 2 | 3 | 4 | 5 | 6 | 7}`))
              .join(t('listComma')),
          },
          {
            label: t('calendar.fixed'),
            value: time.fixedHolidays
              .map(({ monthDay, name }) => (name === undefined ? monthDay : `${monthDay} ${show(name)}`))
              .join(t('listComma')),
          },
          { label: t('calendar.zone'), value: time.timeZone },
        ]}
      />
    </Panel>
  );
}

function Years({ time }: { readonly time: WorkingTime }) {
  const t = useTexts();
  const [{ year }, setFilters] = useFilters(Filters);
  const thisYear = Number(time.today.slice(0, 4));
  const shown =
    time.years.find((one) => one.year === year) ??
    time.years.find((one) => one.year === thisYear) ??
    time.years[0];
  if (shown === undefined) return null;
  return (
    <Panel
      title={
        <span className={styles.inline}>
          {t('calendar.year', { year: shown.year })}
          <Tag>{t(`calendar.source.${shown.source}`)}</Tag>
        </span>
      }
      actions={
        <Select
          aria-label={t('calendar.choose')}
          value={shown.year}
          onChange={(next) => setFilters({ year: next })}
          options={time.years.map((one) => ({ value: one.year, label: String(one.year) }))}
          style={{ width: 110 }}
        />
      }
    >
      <YearView year={shown} weekend={time.weekend} />
    </Panel>
  );
}
