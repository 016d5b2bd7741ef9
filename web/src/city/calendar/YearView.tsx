import type { LegalYearView } from '@heliu/contract/city-api';
import { useLanguage, useShow } from '../../kernel/i18n/index.ts';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';
import { type Day, weeksOf } from './months.ts';

interface YearViewProps {
  readonly year: Pick<LegalYearView, 'year' | 'holidays' | 'makeUpDays'>;
  readonly weekend: readonly number[];
}

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

const mondayToSunday = [5, 6, 7, 8, 9, 10, 11].map((day) => Date.UTC(2026, 0, day));

/** Twelve months with days off and make-up days; the same days as a list for those who read by ear. */
export function YearView({ year, weekend }: YearViewProps) {
  const t = useTexts();
  const off = new Map(year.holidays.map(({ date, name }) => [date, name]));
  const work = new Set(year.makeUpDays.map(({ date }) => date));
  return (
    <div className={styles.stack}>
      <p className={styles.legend}>
        <span className={styles.off}>{t('calendar.holiday', { count: off.size })}</span>
        <span className={styles.work}>{t('calendar.makeUp', { count: work.size })}</span>
        <span className={styles.rest}>{t('calendar.rest')}</span>
      </p>
      <div className={styles.months} aria-hidden="true">
        {months.map((month) => (
          <Month
            key={month}
            year={year.year}
            month={month}
            toneOf={({ date, weekday }) =>
              off.has(date)
                ? styles.off
                : work.has(date)
                  ? styles.work
                  : weekend.includes(weekday)
                    ? styles.rest
                    : undefined
            }
          />
        ))}
      </div>
      <DayLists year={year} />
    </div>
  );
}

interface MonthProps {
  readonly year: number;
  readonly month: number;
  readonly toneOf: (day: Day) => string | undefined;
}

function Month({ year, month, toneOf }: MonthProps) {
  const language = useLanguage();
  const format = (options: Intl.DateTimeFormatOptions, at: number) =>
    new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', { ...options, timeZone: 'UTC' }).format(at);
  const name = format({ month: 'long' }, Date.UTC(year, month - 1, 15));
  return (
    <table className={styles.month}>
      <caption>{name}</caption>
      <thead>
        <tr>
          {mondayToSunday.map((at) => (
            <th key={at}>{format({ weekday: 'narrow' }, at)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week, i) => (
          <tr key={i}>
            {week.map((day, column) => (
              <td key={column} className={day === undefined ? undefined : toneOf(day)}>
                {day?.day}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayLists({ year }: { readonly year: YearViewProps['year'] }) {
  const t = useTexts();
  const show = useShow();
  return (
    <div className={styles.dayLists}>
      {(['holidays', 'makeUpDays'] as const).map((list) => (
        <details key={list}>
          <summary>{t(`calendar.list.${list}`, { count: year[list].length })}</summary>
          <ul className={styles.plainList}>
            {year[list].map(({ date, name }) => (
              <li key={date}>
                {date} {name === undefined ? '' : show(name)}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  );
}
