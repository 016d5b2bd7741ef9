import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import type { NamedScope, ScopeKind, searchScopes } from '@heliu/contract/people';
import type { Text } from '@heliu/contract/text';
import type { City } from '../city/index.ts';
import { type Actor, administered } from '../kernel/actor.ts';
import type { Context } from '../kernel/route.ts';
import { nameScope } from './places.ts';
import { reaches } from './policy.ts';
import type { PeopleRoom } from './room.ts';

const mostRows = 50;

interface Candidate {
  readonly code: string;
  readonly name: Text;
  readonly path: string;
}

function candidates(city: City, kind: ScopeKind): Candidate[] {
  if (kind === 'place') return [...city.pack.divisions, ...city.pack.grids];
  return city.pack.units.flatMap(({ code, name, divisionCode }) => {
    const path = city.findPlace(divisionCode)?.path;
    return path === undefined ? [] : [{ code, name, path }];
  });
}

const depth = (path: string): number => path.split('/').length;

/** What an administrator sees before typing: for places, those administered and the next level; for units, the first. */
function isTop(actor: Actor, kind: ScopeKind, { path }: Candidate): boolean {
  if (kind === 'unit') return true;
  return administered(actor).some((scope) => depth(path) - depth(scope) <= 1);
}

/** Places and units that an administrator can give roles in. Names of known codes are told whatever the reach. */
export async function findScopes(
  { hooks }: PeopleRoom,
  { query }: EndpointInput<typeof searchScopes>,
  { actor }: Context,
): Promise<EndpointResult<typeof searchScopes>> {
  const city = hooks.city.findCurrent();
  if (city === undefined) return { rows: [] };
  const { kind } = query;
  const name = ({ code }: { code: string }): NamedScope => nameScope(city, { kind, code });
  if (query.codes !== undefined) {
    const wanted = new Set(query.codes.split(','));
    const known = kind === 'unit' ? city.index.units : undefined;
    const exists = (code: string) =>
      known === undefined ? city.findPlace(code) !== undefined : known.has(code);
    return {
      rows: [...wanted]
        .filter(exists)
        .slice(0, mostRows)
        .map((code) => name({ code })),
    };
  }
  const text = query.q.toLowerCase();
  const matches = ({ code, name: { zh, en } }: Candidate): boolean =>
    code.toLowerCase().startsWith(text) || zh.includes(query.q) || en.toLowerCase().includes(text);
  const rows = candidates(city, kind)
    .filter((one) => reaches(actor, one.path))
    .filter((one) => (text === '' ? isTop(actor, kind, one) : matches(one)));
  return { rows: rows.slice(0, mostRows).map(name) };
}
