import { getPlace, type PlaceHit } from '@heliu/contract/city/search';
import { EditOutlined } from '../../kernel/desk/icons.tsx';
import { Button, Checkbox, Grid } from 'antd';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { useCallback, useState } from 'react';
import { z } from 'zod';
import { useCan } from '../../kernel/auth/index.ts';
import { FilterBar, Page } from '../../kernel/desk/index.ts';
import { DistrictMap } from '../../kernel/map/index.tsx';
import { useEndpoint } from '../../kernel/query/index.ts';
import { useFilters } from '../../kernel/route/index.ts';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';
import { areaLevels, type AreaLevel } from './layers.ts';
import { MatterLayer } from './MatterLayer.tsx';
import { PlaceCard } from './PlaceCard.tsx';
import { GridEditor } from './edit/GridEditor.tsx';
import { PlaceSelect } from './PlaceSelect.tsx';
import { useClicks, useFraming, useLevels, useMapHold } from './use-map.ts';

const keptMs = 10 * 60_000;
const Filters = z.object({ place: z.string().max(40).optional() });

/** Grids, communities and towns on the map, each with its card. */
export function MapPage() {
  const t = useTexts();
  const can = useCan();
  const { lg } = Grid.useBreakpoint();
  const [{ place: code }, setFilters] = useFilters(Filters);
  const [map, setMap] = useState<MapLibreMap>();
  const [levels, setLevels] = useState<readonly AreaLevel[]>(areaLevels);
  const [withMatters, setWithMatters] = useState(true);
  const [editing, setEditing] = useState(false);
  const place = useEndpoint(
    getPlace,
    { params: { code: code ?? '' }, query: { outline: 'true' } },
    { enabled: code !== undefined, staleTimeMs: keptMs },
  );
  const choose = useCallback((next: string | undefined) => setFilters({ place: next }), [setFilters]);
  const onStyle = useMapHold(setMap);
  useLevels(map, levels);
  useClicks(map, choose, !editing);
  const chosen = code === undefined ? undefined : place.data;
  useFraming(map, chosen?.code, chosen?.bounds);
  const readsMatters = can('matter.read');
  return (
    <Page
      title={t('map.title')}
      subtitle={t('map.text')}
      actions={
        can('grid.manage') &&
        !editing && (
          <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>
            {t('edit.button')}
          </Button>
        )
      }
    >
      <FilterBar label={t('map.tools')}>
        <PlaceSelect onChoose={(hit) => choose(codeOf(hit))} />
        <Checkbox.Group
          aria-label={t('map.layers')}
          className={styles.layers ?? ''}
          value={[...levels]}
          onChange={(next) => setLevels(areaLevels.filter((level) => next.includes(level)))}
          options={areaLevels.map((level) => ({ value: level, label: t(`layer.${level}`) }))}
        />
        {readsMatters && (
          <span className={styles.layers}>
            <Checkbox checked={withMatters} onChange={(event) => setWithMatters(event.target.checked)}>
              {t('map.matters')}
            </Checkbox>
          </span>
        )}
      </FilterBar>
      <div className={styles.mapAndCard}>
        <div>
          <DistrictMap
            label={t('map.label')}
            height={lg === false ? 420 : 'calc(100vh - 220px)'}
            onStyle={onStyle}
            highlight={editing ? undefined : (chosen?.outline ?? undefined)}
          />
          {map !== undefined && readsMatters && withMatters && !editing && (
            <MatterLayer map={map} onPlace={choose} />
          )}
        </div>
        {editing ? (
          <GridEditor map={map} place={chosen} onChoose={choose} onLeave={() => setEditing(false)} />
        ) : (
          <PlaceCard code={code} place={chosen} error={place.error} onChoose={choose} />
        )}
      </div>
    </Page>
  );
}

/** A landmark or an address stands for the grid it lies in. */
const codeOf = ({ kind, code, placeCode }: PlaceHit): string =>
  kind === 'landmark' || kind === 'address' ? placeCode : code;
