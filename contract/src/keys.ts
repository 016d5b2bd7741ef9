import { z } from 'zod';
import { PlaceCode } from './city/place.ts';
import { Command } from './command.ts';
import { endpoint, type EndpointSpec } from './endpoint.ts';
import { NamedScope } from './people/scope.ts';
import type { Permission } from './permission.ts';
import type { Text } from './text.ts';

/** What a key may be allowed; a key holds some of them and nothing else. */
export const keyScopes = [
  'public.read',
  'report.write',
  'open311.write',
  'open311.update',
  'matter.export',
  'statistics.read',
] as const;
export const KeyScope = z.enum(keyScopes);
export type KeyScope = z.infer<typeof KeyScope>;

/** Scope of a key → the permissions it acts with. What is public needs a scope and no permission. */
export const scopePermissions = {
  'public.read': [],
  'report.write': ['matter.report'],
  'open311.write': ['open311.write'],
  'open311.update': ['open311.update'],
  'matter.export': ['matter.export'],
  'statistics.read': ['statistics.read'],
} as const satisfies Record<KeyScope, readonly Permission[]>;

export const scopeTexts = {
  'public.read': {
    zh: '读取公开内容：地点、目录、办理进度，以及 Open311 的查询',
    en: 'Read what is public: places, catalogue, progress, and the queries of Open311',
  },
  'report.write': {
    zh: '代居民上报（POST /api/reports），含照片上传',
    en: 'Report on behalf of residents (POST /api/reports), photos included',
  },
  'open311.write': { zh: '通过 Open311 提交诉求', en: 'Send requests by Open311' },
  'open311.update': {
    zh: '对本密钥提交的诉求补充说明（Open311）',
    en: 'Add to requests that this key sent (Open311)',
  },
  'matter.export': {
    zh: '导出本密钥范围内的事项，不含个人信息',
    en: 'Export matters within the key’s place, without personal data',
  },
  'statistics.read': { zh: '读取统计', en: 'Read statistics' },
} as const satisfies Record<KeyScope, Text>;

/** Endpoints open to everybody that a program may use as well, by the scope it needs; the others are for people. */
const publicEndpoints: Readonly<Record<string, KeyScope>> = {
  'city.overview': 'public.read',
  'city.grids': 'public.read',
  'place.search': 'public.read',
  'place.locate': 'public.read',
  'place.get': 'public.read',
  'map.tile': 'public.read',
  'matter.track': 'public.read',
  'matter.report': 'report.write',
  'evidence.uploadPublic': 'report.write',
};

/** The scope by which a key uses an endpoint that names no permission; undefined where no key may. */
export const publicScopeOf = ({ id }: Pick<EndpointSpec, 'id'>): KeyScope | undefined => publicEndpoints[id];

/** How a key begins, so that it is recognised where it should not be: in a log, in a repository. */
export const keyPrefix = 'heliu_';
export const keyPattern = /^heliu_[\w-]{43}$/;

export const longestKeyDays = 1096;
const KeyName = z.string().trim().min(2).max(80);
const Scopes = z.array(KeyScope).min(1).max(keyScopes.length);
const PerMinute = z.int().min(1).max(6000);

export const KeyState = z.enum(['active', 'expired', 'revoked']);
export type KeyState = z.infer<typeof KeyState>;

export const Key = z.object({
  id: z.int().positive(),
  name: z.string(),
  /** First characters of the key. */
  start: z.string(),
  scopes: z.array(KeyScope),
  place: NamedScope,
  perMinute: z.int(),
  state: KeyState,
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  expiresAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
  /** Day of the city. */
  lastUsedOn: z.iso.date().nullable(),
  version: z.int(),
});
export type Key = z.infer<typeof Key>;

export const listKeys = endpoint({
  id: 'key.list',
  method: 'GET',
  path: '/api/keys',
  permission: 'key.manage',
  summary: 'API keys over the places that I administer, newest first',
  reply: z.object({ rows: z.array(Key) }),
});

export const createKey = endpoint({
  id: 'key.create',
  method: 'POST',
  path: '/api/keys',
  permission: 'key.manage',
  summary: 'Make an API key; the reply alone holds it, the server keeps its SHA-256',
  body: Command.extend({
    name: KeyName,
    scopes: Scopes,
    placeCode: PlaceCode,
    perMinute: PerMinute,
    expiresAt: z.iso.datetime(),
  }),
  reply: Key.extend({
    /** Null in the reply to a repeat: what was lost on the way is revoked, and another one made. */
    token: z.string().nullable(),
  }),
});

const keyPath = z.object({ id: z.coerce.number().int().positive() });

export const changeKey = endpoint({
  id: 'key.change',
  method: 'PUT',
  path: '/api/keys/:id',
  permission: 'key.manage',
  summary: 'Rename a key, change its scopes, its limit of requests or its end',
  params: keyPath,
  body: Command.extend({
    version: z.int(),
    name: KeyName,
    scopes: Scopes,
    perMinute: PerMinute,
    expiresAt: z.iso.datetime(),
  }),
  reply: Key,
});

export const revokeKey = endpoint({
  id: 'key.revoke',
  method: 'POST',
  path: '/api/keys/:id/revoke',
  permission: 'key.manage',
  summary: 'Revoke a key for good, at once in every process',
  params: keyPath,
  body: Command,
  reply: Key,
});
