import type { SupportKind } from '@heliu/contract/registers/pack';
import { getCityGrids } from '@heliu/contract/city-api';
import type { SupportEntry } from '@heliu/contract/support';
import { useMemo } from 'react';
import { ProblemError } from '../kernel/api/index.ts';
import { useAccount } from '../kernel/auth/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { Mark } from '../kernel/mark/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import { useNow } from '../kernel/time/index.ts';
import { useProblemText } from '../kernel/ui/index.ts';
import { useCityNames } from '../matter/index.ts';
import styles from './support.module.css';
import { useTexts } from './texts.ts';

const soonMs = 30 * 86_400_000;
const keptMs = 30 * 60_000;

export const endsSoon = ({ expiresAt }: SupportEntry, now: number): boolean =>
  Date.parse(expiresAt) - now < soonMs;

export const isDone = ({ done, frequency }: SupportEntry): boolean => done >= frequency.times;

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Kinds of support, by name. */
export function useKinds(kinds: readonly SupportKind[]): Choice[] {
  const show = useShow();
  return kinds.map(({ code, name }) => ({ value: code, label: show(name) }));
}

/** Grids of the places that I supervise. */
export function useMyGrids(): Choice[] {
  const show = useShow();
  const { roles } = useAccount();
  const names = useCityNames();
  const { data } = useEndpoint(getCityGrids, {}, { staleTimeMs: keptMs });
  return useMemo(() => {
    const mine = new Set(
      roles.flatMap(({ role, scope }) => (role === 'supervisor' && scope !== null ? [scope.code] : [])),
    );
    // Divisions come parents before children.
    for (const { code, parentCode } of names.city.divisions) {
      if (parentCode !== null && mine.has(parentCode)) mine.add(code);
    }
    return (data?.grids ?? [])
      .filter(({ code, communityCode }) => mine.has(code) || mine.has(communityCode))
      .map(({ code }) => ({ value: code, label: names.placeLine(code).map(show).join(' · ') }));
  }, [roles, names, data, show]);
}

export function Grid({ code }: { readonly code: string }) {
  const show = useShow();
  const [first, ...above] = useCityNames().placeLine(code).map(show);
  return (
    <span className={styles.cell}>
      <span>{first}</span>
      <small>{above.join(' · ')}</small>
    </span>
  );
}

/** How an entry stands in its period, and whether its consent ends soon. */
export function Standing({ entry }: { readonly entry: SupportEntry }) {
  const t = useTexts();
  const now = useNow();
  const { done, due, frequency } = entry;
  return (
    <span className={styles.marks}>
      <Mark tone={due ? 'yellow' : isDone(entry) ? 'green' : 'blue'}>
        {t(due ? 'state.due' : isDone(entry) ? 'state.done' : 'state.today')}
      </Mark>
      {endsSoon(entry, now) && <Mark tone="red">{t('state.ends')}</Mark>}
      <small>{t('state.times', { done, times: frequency.times })}</small>
    </span>
  );
}

/** Who makes the visits, or that nobody of them works there any more. */
export function Officers({ entry: { officers } }: { readonly entry: SupportEntry }) {
  const t = useTexts();
  const show = useShow();
  if (officers.length === 0) return <Mark tone="red">{t('state.nobody')}</Mark>;
  return officers.map(({ name }) => name).join(show({ zh: '、', en: ', ' }));
}

const fields: Readonly<Record<string, string>> = {
  'support.outside': 'gridCode',
  'support.kindUnknown': 'kind',
  'support.officerUnfit': 'officers',
  'support.tooLong': 'days',
};

/** A refusal with the field of the form that it concerns. */
export function usePlaced(error: ProblemError | undefined): ProblemError | undefined {
  const text = useProblemText();
  return useMemo(() => {
    const field = error && fields[error.code];
    if (error === undefined || field === undefined) return error;
    return new ProblemError({ ...error.reply, errors: [{ field, message: text(error) }] });
  }, [error, text]);
}
