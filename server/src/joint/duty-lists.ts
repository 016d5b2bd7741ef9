import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import type { listDuties } from '@heliu/contract/joint';
import { dutiesOf, isOnCall } from '@heliu/contract/joint/duty';
import type { Unit } from '@heliu/contract/city/unit';
import { type City, pathOfCode } from '../city/index.ts';
import { within } from '../kernel/actor.ts';
import type { JointRoom } from './room.ts';

/** Units that work where a place is, or anywhere inside it. */
function worksAt(unit: Unit, path: string, city: City): boolean {
  const own = city.findPlace(unit.divisionCode)?.path;
  return own !== undefined && (within(path, own) || within(own, path));
}

/** Duty lists of the units that have any, in the order of the pack. */
export async function dutyLists(
  room: JointRoom,
  query: EndpointInput<typeof listDuties>['query'],
): Promise<EndpointResult<typeof listDuties>> {
  const city = room.city.current();
  const { units, jointDuties, timeZone } = city.pack;
  const now = room.kernel.clock.now();
  const path = query.place === undefined ? undefined : (pathOfCode(city, query.place) ?? query.place);
  const rows = units
    .filter(({ code }) => query.unit === undefined || code === query.unit)
    .filter((unit) => path === undefined || worksAt(unit, path, city))
    .flatMap((unit) => {
      const duties = dutiesOf(jointDuties, unit);
      if (duties.length === 0) return [];
      const place = city.index.divisions.get(unit.divisionCode)?.name ?? {
        zh: unit.divisionCode,
        en: unit.divisionCode,
      };
      return [
        {
          unit: { code: unit.code, name: unit.name },
          kind: unit.kind,
          place,
          phone: unit.phone,
          duties: duties.map((duty) => ({ ...duty, onCallNow: isOnCall(duty, now, timeZone) })),
        },
      ];
    });
  return { rows };
}
