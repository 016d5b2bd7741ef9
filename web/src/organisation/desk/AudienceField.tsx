import type { EndpointCall } from '@heliu/contract/endpoint';
import { listAudience, type sendCircular } from '@heliu/contract/organisation/circulars';
import { type OrganisationKind, organisationKinds } from '@heliu/contract/organisation/organisation';
import { Checkbox, Select } from 'antd';
import { useState } from 'react';
import { SearchField } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';
import { PlaceFilter } from './PlaceFilter.tsx';

type To = EndpointCall<typeof sendCircular>['body']['to'];

const mostNamed = 500;

/** Whom something goes to, by kind, place and name: all that fit, or those picked by hand. */
export function useAudience(unit: string) {
  const [kinds, setKinds] = useState<OrganisationKind[]>([]);
  const [place, setPlace] = useState<string>();
  const [text, setText] = useState<string>();
  const [picked, setPicked] = useState<readonly string[]>([]);
  const found = useEndpoint(listAudience, {
    query: { unit, place, text, ...(kinds.length === 0 ? {} : { kinds: kinds.join(',') }) },
  });
  const fitting = found.data?.count ?? 0;
  const count = picked.length > 0 ? picked.length : fitting;
  const filter = { place, text, ...(kinds.length === 0 ? {} : { kinds }), count: fitting };
  const to: To = picked.length > 0 ? { organisationIds: [...picked] } : filter;
  const pick = (id: string, on: boolean): void =>
    setPicked((before) => (on ? [...before, id].slice(0, mostNamed) : before.filter((one) => one !== id)));
  return {
    /** Undefined while that is not known, or nobody fits. */
    to: count === 0 ? undefined : to,
    count,
    found,
    picked,
    pick,
    filters: { kinds, setKinds, place, setPlace, text, setText },
  };
}

interface AudienceFieldProps {
  readonly audience: ReturnType<typeof useAudience>;
}

export function AudienceField({ audience }: AudienceFieldProps) {
  const t = useTexts();
  const show = useShow();
  const { count, found, picked, pick, filters } = audience;
  return (
    <fieldset className={styles.stack}>
      <legend>{t('audience.title')}</legend>
      <div className={styles.line}>
        <Select<OrganisationKind[]>
          mode="multiple"
          aria-label={t('register.kind')}
          placeholder={t('audience.everyKind')}
          style={{ minWidth: 190 }}
          value={filters.kinds}
          options={organisationKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChange={filters.setKinds}
        />
        <PlaceFilter value={filters.place} onChange={filters.setPlace} />
        <SearchField label={t('desk.search')} width={200} value={filters.text} onSeek={filters.setText} />
      </div>
      <output className={styles.soft}>
        {picked.length > 0 ? t('audience.picked', { count }) : t('audience.all', { count })}
      </output>
      {found.error !== null && (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
      )}
      {found.isPending && <PageSkeleton rows={3} />}
      <ul className={styles.audience} aria-label={t('audience.title')}>
        {(found.data?.rows ?? []).map((row) => (
          <li key={row.organisationId}>
            <Checkbox
              checked={picked.includes(row.organisationId)}
              onChange={(event) => pick(row.organisationId, event.target.checked)}
            >
              {row.name}{' '}
              <span className={styles.soft}>
                {t(`kind.${row.kind}`)} · {show(row.place.name)}
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
