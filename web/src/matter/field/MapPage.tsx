import { useNavigate } from '@tanstack/react-router';
import { useAccount } from '../../kernel/auth/index.ts';
import { DistrictMap, type MapMarker } from '../../kernel/map/index.tsx';
import { MobilePage } from '../../kernel/mobile/index.ts';
import { Named } from '../city/Named.tsx';
import { useMyArea } from './my-area.ts';
import { Stale } from './Stale.tsx';
import { useFieldTexts } from './texts.ts';
import { useReadDay } from './use-read-day.ts';
import { useTasks } from './use-tasks.ts';

const mapHeight = 'calc(100dvh - 336px)';

/** My grids with what is under way on them, from tiles and matters kept on the device. */
export function MapPage() {
  const f = useFieldTexts();
  return (
    <MobilePage title={f('map.title')} lead={f('map.lead')}>
      <Named>
        <Places />
      </Named>
    </MobilePage>
  );
}

function Places() {
  const f = useFieldTexts();
  const navigate = useNavigate();
  const area = useMyArea(useAccount());
  const { tasks, readAt } = useTasks();
  const { busy, error, read } = useReadDay();
  const markers = tasks.flatMap(({ matter, kind }): MapMarker[] =>
    matter.position === null
      ? []
      : [
          {
            id: matter.matterId,
            position: matter.position,
            label: matter.title,
            tone: kind === undefined ? 'grey' : (matter.light ?? 'primary'),
          },
        ],
  );
  return (
    <>
      <Stale readAt={readAt} busy={busy} error={error} onRead={() => void read()} />
      <DistrictMap
        label={f('map.title')}
        height={mapHeight}
        around={area.around}
        highlight={area.outline}
        markers={markers}
        onMarker={(matterId) => void navigate({ to: '/matters/$matterId', params: { matterId } })}
      />
    </>
  );
}
