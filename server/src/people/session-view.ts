import type { HeldRole, Session, SessionAccount, Settings } from '@heliu/contract/people';
import { Role } from '@heliu/contract/permission';
import { languages, type Text } from '@heliu/contract/text';
import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import { nameFor } from '../kernel/account-name.ts';
import type { LiveSession } from './session-store.ts';
import { nameScope, nameUnit } from './places.ts';
import type { PeopleRoom } from './room.ts';

export interface HeldGrant {
  readonly role: string;
  readonly place_code: string | null;
  readonly unit_code: string | null;
}

/** Roles in words. A role that this version does not know opens nothing and is left out. */
export function heldRoles(
  city: City | undefined,
  kind: string,
  grants: readonly HeldGrant[] | null,
): HeldRole[] {
  if (kind === 'resident') return [{ role: 'resident', scope: null }];
  return (grants ?? []).flatMap((grant) => {
    const role = Role.safeParse(grant.role);
    if (!role.success) return [];
    const scope =
      grant.unit_code === null
        ? nameScope(city, { kind: 'place', code: grant.place_code ?? '' })
        : nameScope(city, { kind: 'unit', code: grant.unit_code });
    return [{ role: role.data, scope }];
  });
}

interface OwnRow {
  login: string;
  email: string | null;
  phone: string | null;
  unit_code: string | null;
  totp: boolean;
  grants: HeldGrant[] | null;
}

async function ownAccount({ kernel, hooks }: PeopleRoom, session: LiveSession): Promise<SessionAccount> {
  const { actor } = session;
  const { rows } = await sql<OwnRow>`
    SELECT a.login, a.email, a.phone, a.unit_code,
      EXISTS (SELECT FROM people.authenticators t
        WHERE t.account_id = a.id AND t.confirmed_at IS NOT NULL) AS totp,
      (SELECT jsonb_agg(jsonb_build_object('role', role, 'place_code', place_code, 'unit_code', unit_code) ORDER BY id)
        FROM people.grants WHERE account_id = a.id) AS grants
    FROM people.accounts a WHERE a.id = ${actor.accountId}`.execute(kernel.db);
  const [row] = rows;
  if (row === undefined) throw new Error(`Session ${session.id} has no account`);
  const city = hooks.city.findCurrent();
  return {
    id: actor.accountId,
    login: row.login,
    displayName: nameFor(actor.language, actor),
    email: row.email,
    phone: row.phone,
    language: actor.language,
    unit: nameUnit(city, row.unit_code),
    roles: heldRoles(city, session.kind, row.grants),
    permissions: [...(hooks.narrowed?.(actor) ?? actor).permissions],
    totpEnabled: row.totp,
    mustChangePassword: session.mustChangePassword,
  };
}

const cityless: Settings['city'] = { zh: '合流', en: 'Heliu' };
const cityZone = 'Asia/Shanghai';

function settings({ hooks, messages, oidc }: PeopleRoom): Settings {
  const city = hooks.city.findCurrent();
  return {
    city: city?.pack.name ?? cityless,
    languages: [...languages],
    timeZone: city?.pack.timeZone ?? cityZone,
    map: {
      bounds: city === undefined ? null : boundsOf(city),
      baseMapUrl: city?.pack.baseMapUrl ?? null,
      baseMapAttribution: null,
    },
    oidc: oidc === undefined ? null : { name: nameOfProvider(oidc.settings.name) },
    mail: messages.mail,
    sms: messages.sms,
    demoAccounts: hooks.demoAccounts?.() ?? [],
  };
}

const nameOfProvider = (name: string | undefined): Text =>
  name === undefined ? { zh: '统一身份认证', en: 'single sign-on' } : { zh: name, en: name };

const bounds = new WeakMap<City, Settings['map']['bounds']>();

/** West, south, east, north of all that the pack has a position for. */
function boundsOf(city: City): Settings['map']['bounds'] {
  const known = bounds.get(city);
  if (known !== undefined) return known;
  const { outline, grids, divisions, map } = city.pack;
  const polygons =
    outline === null ? [] : outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
  const seats = divisions.flatMap(({ centre }) => (centre === null ? [] : [centre]));
  const points =
    polygons.length > 0
      ? polygons.flatMap((rings) => rings.flat())
      : [map.centre, ...grids.map(({ centre }) => centre), ...seats];
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lng, lat] of points) {
    west = Math.min(west, lng);
    east = Math.max(east, lng);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  bounds.set(city, [west, south, east, north]);
  return [west, south, east, north];
}

export async function viewSession(room: PeopleRoom, session: LiveSession | undefined): Promise<Session> {
  return {
    account: session?.awaiting === null ? await ownAccount(room, session) : null,
    step: session?.awaiting ?? null,
    settings: settings(room),
  };
}
