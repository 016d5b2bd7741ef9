import { getCityGrids } from '@heliu/contract/city-api';
import { listRounds } from '@heliu/contract/patrol';
import { getSign } from '@heliu/contract/sign';
import type { Text } from '@heliu/contract/text';
import { Link } from '@tanstack/react-router';
import { useCan } from '../kernel/auth/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { MobileCard } from '../kernel/mobile/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import { PageSkeleton } from '../kernel/ui/index.ts';
import styles from './scan.module.css';
import { useTexts } from './texts.ts';

const keptMs = 600_000;

interface Place {
  readonly name: Text;
  readonly placeCode: string;
  readonly isGrid: boolean;
}

/** The place of a sign: from what the phone keeps, and from the server where that does not know it. */
function usePlace(code: string): { readonly place: Place | undefined; readonly pending: boolean } {
  const can = useCan();
  const rounds = useEndpoint(listRounds, {}, { enabled: can('patrol.visit'), staleTimeMs: keptMs });
  const grids = useEndpoint(getCityGrids, {}, { staleTimeMs: keptMs });
  const grid = grids.data?.grids.find((one) => one.code === code);
  const round = rounds.data?.rounds.find((one) => one.code === code);
  const known = grid !== undefined || round !== undefined;
  const sign = useEndpoint(getSign, { params: { code } }, { enabled: !known, staleTimeMs: keptMs });
  if (grid !== undefined) {
    return { place: { name: grid.name, placeCode: grid.code, isGrid: true }, pending: false };
  }
  if (round !== undefined) {
    const { name, placeCode, kind } = round;
    return { place: { name, placeCode, isGrid: kind === 'grid' }, pending: false };
  }
  if (sign.data === undefined) {
    return { place: undefined, pending: sign.error === null && sign.fetchStatus === 'fetching' };
  }
  const { name, placeCode, kind } = sign.data;
  return { place: { name, placeCode, isGrid: kind === 'grid' }, pending: false };
}

/** What can be done where the sign hangs: its rounds, and reporting with the place filled in. */
export function FoundPlace({ code }: { readonly code: string }) {
  const t = useTexts();
  const show = useShow();
  const can = useCan();
  const { place, pending } = usePlace(code);
  const rounds = useEndpoint(listRounds, {}, { enabled: can('patrol.visit'), staleTimeMs: keptMs });
  if (place === undefined) {
    return pending ? (
      <PageSkeleton rows={3} />
    ) : (
      <p className={styles.soft} role="alert">
        {t('scan.unknown')}
      </p>
    );
  }
  const here = rounds.data?.rounds.filter((round) => round.code === code || round.placeCode === code) ?? [];
  const planName = (plan: string): Text | undefined =>
    rounds.data?.plans.find((one) => one.code === plan)?.name;
  const name = show(place.name);
  return (
    <MobileCard title={name}>
      {here.length > 0 && <strong>{t('scan.rounds')}</strong>}
      {here.map((round) => (
        <Link
          key={`${round.plan} ${round.code}`}
          to="/patrol/$plan/$place"
          params={{ plan: round.plan, place: round.code }}
          className={styles.act ?? ''}
        >
          {show(planName(round.plan) ?? round.name)}
          {round.code !== code && ` · ${show(round.name)}`}
        </Link>
      ))}
      <Link
        to="/report"
        search={{ place: place.placeCode, ...(place.isGrid ? {} : { address: name }) }}
        className={styles.mainAct ?? ''}
      >
        {t('scan.report')}
      </Link>
    </MobileCard>
  );
}
