import type { PlaceView } from '@heliu/contract/city/search';
import { Button } from 'antd';
import { useShow } from '../../kernel/i18n/index.ts';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';
import { useCity, useGrids } from '../use-city.ts';

interface PlaceChildrenProps {
  readonly place: PlaceView;
  readonly onChoose: (code: string) => void;
}

/** What lies directly below: the way down without the map. */
export function PlaceChildren({ place, onChoose }: PlaceChildrenProps) {
  const t = useTexts();
  const show = useShow();
  const city = useCity();
  const grids = useGrids();
  const below =
    place.level === 'community'
      ? (grids.data?.grids ?? []).filter(({ communityCode }) => communityCode === place.code)
      : (city.data?.divisions ?? []).filter(({ parentCode }) => parentCode === place.code);
  if (below.length === 0) return null;
  return (
    <details className={styles.children}>
      <summary>
        {t(`card.below.${place.level === 'grid' ? 'community' : place.level}`, { count: below.length })}
      </summary>
      <ul className={styles.chips}>
        {below.map(({ code, name }) => (
          <li key={code}>
            <Button size="small" onClick={() => onChoose(code)}>
              {show(name)}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
