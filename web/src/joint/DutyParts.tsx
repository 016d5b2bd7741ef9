import type { DutiesOfUnit } from '@heliu/contract/joint';
import { Mark } from '../kernel/mark/index.ts';
import styles from './joint.module.css';
import { useTexts } from './texts.ts';

type Duty = DutiesOfUnit['duties'][number];

/** Within how many minutes, and when; says so where it is not on call now. */
export function DutyLimits({ duty }: { readonly duty: Duty }) {
  const t = useTexts();
  return (
    <span className={styles.limits}>
      <span>{t('duty.acknowledge', { minutes: duty.acknowledgeWithinMinutes })}</span>
      <span>{t('duty.arrive', { minutes: duty.arriveWithinMinutes })}</span>
      <DutyHours duty={duty} />
    </span>
  );
}

function DutyHours({ duty }: { readonly duty: Duty }) {
  const t = useTexts();
  return (
    <span>
      {duty.onCall === 'always' ? t('duty.always') : t('duty.fromTo', duty.onCall)}{' '}
      {!duty.onCallNow && <Mark tone="yellow">{t('duty.offNow')}</Mark>}
    </span>
  );
}
