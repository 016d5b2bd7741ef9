import type { MatterView } from '@heliu/contract/matter';
import { useShow } from '../../kernel/i18n/index.ts';
import { Mark } from '../../kernel/mark/index.ts';
import { Time } from '../../kernel/ui/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import { type Level, levelOf, levels, type Stay } from './custody.ts';
import styles from './levels.module.css';

interface CustodyPictureProps {
  readonly matter: MatterView;
  readonly stays: readonly Stay[];
}

/** One lane a level: the place there, which centre carries the procedure, who has an order, and who had the matter when. */
export function CustodyPicture({ matter, stays }: CustodyPictureProps) {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  const { city } = names;
  return (
    <dl className={styles.lanes}>
      {levels.map((level) => (
        <div key={level} className={styles.lane}>
          <dt>
            <strong>{show(city.words[level])}</strong>
            <span className={styles.soft}>{placeAt(level)}</span>
          </dt>
          <dd>
            <Lane level={level} matter={matter} stays={stays} />
          </dd>
        </div>
      ))}
    </dl>
  );

  /** The matter's own place of a level, where it is known so closely. */
  function placeAt(level: Level): string {
    if (level === 'district') return show(names.place(city.districtCode));
    const line = names.placeLine(matter.placeCode).toReversed();
    const name = matter.placeCode === city.districtCode ? undefined : line[levels.indexOf(level) - 1];
    return name === undefined ? t('levels.unknown') : show(name);
  }
}

function Lane({ level, matter, stays }: CustodyPictureProps & { readonly level: Level }) {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  const at = (unitId: string): boolean => level !== 'grid' && levelOf(names.city.units, unitId) === level;
  const here = stays.map((stay, index) => ({ stay, no: index + 1 })).filter(({ stay }) => at(stay.unitId));
  const orders = matter.state.workOrders.filter(
    ({ unitId, status }) => at(unitId) && (status === 'dispatched' || status === 'signed'),
  );
  const carries = at(matter.centreUnitId);
  if (here.length === 0 && orders.length === 0 && !carries) {
    return <span className={styles.soft}>{t('levels.noPart')}</span>;
  }
  return (
    <ul className={styles.stays}>
      {carries && (
        <li>
          <Mark tone="blue">{t('levels.centre')}</Mark> {show(names.unit(matter.centreUnitId))}
        </li>
      )}
      {here.map(({ stay: { unitId, from, until }, no }) => (
        <li key={from} className={until === null ? styles.now : ''}>
          <span className={styles.no}>{no}</span> <strong>{show(names.unit(unitId))}</strong>
          {until === null && <Mark tone="yellow">{t('levels.hasIt')}</Mark>}
          <span className={styles.soft}>
            <Time at={from} show="absolute" />
            {until !== null && (
              <>
                {' – '}
                <Time at={until} show="absolute" />
              </>
            )}
          </span>
        </li>
      ))}
      {orders.map(({ no, role, unitId }) => (
        <li key={`order ${no}`}>
          <Mark>{t(`role.${role}`)}</Mark> {show(names.unit(unitId))}
          <span className={styles.soft}>{t('order.short', { no })}</span>
        </li>
      ))}
    </ul>
  );
}
