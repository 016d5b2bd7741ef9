import { capacities, dismissCadre, getGridPeople, type GridPeople } from '@heliu/contract/enrolment';
import type { Text } from '@heliu/contract/text';
import { Button, Popconfirm } from 'antd';
import { useCan } from '../kernel/auth/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { useCommand, useEndpoint } from '../kernel/query/index.ts';
import { ErrorState, PageSkeleton, Refusal } from '../kernel/ui/index.ts';
import { AppointForm } from './AppointForm.tsx';
import styles from './enrolment.module.css';
import { useTexts } from './texts.ts';

interface GridPeopleProps {
  readonly code: string;
  readonly unitName: (code: string) => Text;
}

/** Who is enrolled in a grid: by name for staff of the place, in numbers for others. */
export function GridPeoplePart(props: GridPeopleProps) {
  const can = useCan();
  return can('enrolment.read') ? <Shown {...props} /> : null;
}

function Shown({ code, unitName }: GridPeopleProps) {
  const t = useTexts();
  const found = useEndpoint(getGridPeople, { params: { code } });
  if (found.error !== null) {
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  }
  if (found.data === undefined) return <PageSkeleton rows={2} />;
  const { counts, people, allowed } = found.data;
  return (
    <section aria-label={t('people.title')} className={styles.stack}>
      <strong>{t('people.title')}</strong>
      {people === null ? (
        <>
          <div className={styles.counts}>
            {capacities.map((capacity) => (
              <span key={capacity}>
                {t(`capacity.${capacity}`)} {counts[capacity]}
              </span>
            ))}
          </div>
          <span className={styles.soft}>{t('people.hidden')}</span>
        </>
      ) : (
        <People people={people} unitName={unitName} />
      )}
      {allowed.includes('appoint') && <AppointForm key={code} code={code} />}
    </section>
  );
}

interface PeopleProps extends Pick<GridPeopleProps, 'unitName'> {
  readonly people: NonNullable<GridPeople['people']>;
}

function People({ people, unitName }: PeopleProps) {
  const t = useTexts();
  const show = useShow();
  const dismiss = useCommand(dismissCadre, { refresh: [getGridPeople] });
  if (people.length === 0) return <span className={styles.soft}>{t('people.nobody')}</span>;
  return (
    <>
      <ul className={styles.people}>
        {people.map(({ id, name, capacity, unitCode, allowed }) => (
          <li key={id}>
            <span>
              {name}{' '}
              <small className={styles.soft}>
                {t(`capacity.${capacity}`)}
                {unitCode !== null && ` · ${show(unitName(unitCode))}`}
              </small>
            </span>
            {allowed.includes('dismiss') && (
              <Popconfirm
                title={t('people.dismissAsk', { name })}
                okText={t('people.dismiss')}
                cancelText={t('own.cancel')}
                onConfirm={() => void dismiss.run({ params: { id } })}
              >
                <Button size="small" disabled={dismiss.pending}>
                  {t('people.dismiss')}
                </Button>
              </Popconfirm>
            )}
          </li>
        ))}
      </ul>
      <Refusal error={dismiss.error} onRetry={dismiss.retry} />
    </>
  );
}
