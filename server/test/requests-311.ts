import { stringify } from 'yaml';
import { channelCode311, districtCode311, place311, type Request311, typeCodes311 } from './city-311.ts';

/** Column by which the file says whether a request was on time; the comparing test alone reads it. */
export const flagColumn311 = 'on_time';

/** The mapping that a person would write for the requests of 2015 and the pack made of them. */
export function mapping311(requests: readonly Request311[]): string {
  const valueOf = ({ neighborhood, ward }: Request311) => [neighborhood, ward].filter(Boolean).join(' | ');
  const places = requests.filter((request) => valueOf(request) !== '');
  return stringify({
    source: 'requests-2015',
    zone: 'America/New_York',
    id: 'case_id',
    opened: { column: 'opened_at' },
    target: { column: 'target_at' },
    closed: { column: 'closed_at' },
    type: { columns: ['type'], codes: Object.fromEntries(typeCodes311(requests)) },
    kind: { default: 'report' },
    channel: {
      columns: ['source'],
      codes: Object.fromEntries(requests.map(({ source }) => [source, channelCode311(source)])),
    },
    place: {
      columns: ['neighborhood', 'ward'],
      codes: Object.fromEntries(places.map((request) => [valueOf(request), place311(request)])),
      default: districtCode311,
    },
    position: { lng: 'lng', lat: 'lat' },
    title: '{type}',
    description: '{reason}',
    reply: 'closure',
  });
}
