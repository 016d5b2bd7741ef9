import { getCalendarAlarm } from '@heliu/contract/city-api';
import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useState } from 'react';
import { useAccount } from '../../kernel/auth/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { readForSession, writeForSession } from '../../kernel/ui/setting.ts';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';
import { useAdministersCity, useCity } from '../use-city.ts';

const askMs = 10 * 60_000;

/** Tells who can enter a legal year that one is missing, on every page, until it is in or the notice is put away. */
export function CalendarAlarm() {
  const city = useCity();
  const whole = useAdministersCity();
  return whole && city.data !== undefined ? <Asked /> : null;
}

function Asked() {
  const t = useTexts();
  const { id } = useAccount();
  const { data } = useEndpoint(getCalendarAlarm, {}, { staleTimeMs: askMs, refetchMs: askMs });
  const [away, setAway] = useState<string>();
  const alarm = data?.alarm ?? null;
  if (data === undefined || alarm === null) return null;
  const { legalUntil, provisionalMatters: count } = data;
  const name = `calendar-alarm.${id}.${alarm}`;
  if (away === alarm || readForSession(name) !== null) return null;
  const text = alarm === 'soon' ? 'soon' : count > 0 ? 'provisional' : 'ended';
  return (
    <Alert
      banner
      type={alarm === 'soon' ? 'info' : 'warning'}
      showIcon
      title={
        <span className={styles.inline}>
          {t(`calendar.alarm.${text}`, { count, date: legalUntil ?? '' })}
          <Link to="/city/calendar">{t('calendar.alarm.open')}</Link>
        </span>
      }
      closable={{
        closeIcon: true,
        'aria-label': t('calendar.alarm.away'),
        onClose: () => {
          writeForSession(name, 'away');
          setAway(alarm);
        },
      }}
    />
  );
}
