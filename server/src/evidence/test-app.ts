import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UploadedEvidence } from '@heliu/contract/evidence';
import { type Permission, permissionsOf, type Role } from '@heliu/contract/permission';
import type { ProblemReply } from '@heliu/contract/problem/reply';
import type { FastifyInstance } from 'fastify';
import { cloneDatabase } from '../../test/harness.ts';
import type { Actor } from '../kernel/actor.ts';
import { settableClock } from '../kernel/clock.ts';
import { type Config, readConfig } from '../kernel/config.ts';
import { createHttp } from '../kernel/http.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Log } from '../kernel/log.ts';
import { mount } from '../kernel/mount.ts';
import { createEvidence, type EvidenceCapability, type EvidencePorts } from './index.ts';

interface UploadOptions {
  /** Account of the sender; null without one. */
  readonly by?: number | null;
  readonly commandId?: string;
  readonly name?: string;
  /** What the sender claims it is. */
  readonly declared?: string;
  readonly language?: 'zh' | 'en';
}

type Uploaded = UploadedEvidence & { claim?: string | null };

/** Evidence on the real server, database and disk; only who somebody is and what they may read is decided here. */
export async function startEvidenceApp(
  settings: Partial<Config> = {},
  ports: Partial<EvidencePorts> = {},
  log: Partial<Log> = {},
) {
  const database = await cloneDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'heliu-evidence-'));
  const config: Config = { ...readConfig({}), dataDir, ...settings };
  const clock = settableClock(Date.parse('2026-11-25T02:00:00Z'));
  const kernel: Kernel = { config, db: database.db, pool: database.pool, clock, log: { ...silent, ...log } };
  const refusals: string[] = [];
  const evidence = createEvidence(kernel, {
    findSighting: async () => undefined,
    limitUploads: async () => {},
    ...ports,
  });
  const server = await createHttp(config, kernel.log);
  mount(server, evidence.routes, {
    authenticate: async ({ headers }) => {
      const account = /^Bearer account (\d+)$/.exec(headers.authorization ?? '')?.[1];
      return account === undefined ? null : actorOf(Number(account));
    },
    onRefusal: (endpoint, _actor, code) => refusals.push(`${endpoint.id} ${code}`),
  });
  await server.ready();
  return {
    kernel,
    clock,
    database,
    evidence,
    server,
    refusals,
    ...clientOf(server),
    attach: (
      fileIds: readonly string[],
      accountId: number | null = 1,
      claims?: ReadonlyMap<string, string>,
    ) => database.db.transaction().execute((trx) => evidence.claim(trx, fileIds, { accountId, claims })),
    run: (loop: string) => runLoop(evidence, loop),
    onDisk: () => filesIn(join(dataDir, 'files')),
    close: async () => {
      await server.close();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const nothing = () => {};
const silent: Log = { error: nothing, warn: nothing, info: nothing, debug: nothing };

/** Repeats a loop until it has nothing more to do. */
export async function runLoop(evidence: EvidenceCapability, name: string): Promise<void> {
  const loop = evidence.loops?.find((one) => one.name === name);
  if (loop === undefined) throw new Error(`no loop ${name}`);
  for (let more = true; more;) more = await loop.run();
}

function clientOf(server: FastifyInstance) {
  const sendForm = async (form: FormData, { by = 1, language = 'en' }: UploadOptions = {}) => {
    const encoded = new Response(form);
    return server.inject({
      method: 'POST',
      url: by === null ? '/api/reports/evidence' : '/api/evidence',
      headers: {
        'x-requested-with': 'heliu',
        'accept-language': language,
        'content-type': encoded.headers.get('content-type') ?? '',
        ...authorization(by),
      },
      payload: Buffer.from(await encoded.arrayBuffer()),
    });
  };
  const send = async (content: Uint8Array | string, options: UploadOptions = {}) => {
    const form = new FormData();
    form.append('commandId', options.commandId ?? crypto.randomUUID());
    const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
    form.append('file', new Blob([bytes], { type: options.declared ?? '' }), options.name ?? 'upload');
    return sendForm(form, options);
  };
  return {
    send,
    sendForm,
    upload: async (content: Uint8Array | string, options: UploadOptions = {}): Promise<Uploaded> => {
      const reply = await send(content, options);
      if (reply.statusCode !== 200) throw new Error(`${reply.statusCode} ${reply.body}`);
      return reply.json();
    },
    refuse: async (content: Uint8Array | string, options: UploadOptions = {}): Promise<ProblemReply> => {
      const reply = await send(content, options);
      if (reply.statusCode < 400) throw new Error(`taken: ${reply.body}`);
      return reply.json();
    },
    get: (id: string, by: number | null = 1, query = '', headers: Record<string, string> = {}) =>
      server.inject({
        method: 'GET',
        url: `/api/evidence/${id}${query}`,
        headers: { ...authorization(by), ...headers },
      }),
  };
}

/** Contents and staged files on the disk. */
async function filesIn(folder: string): Promise<{ contents: string[]; staged: string[] }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return {
    contents: files.filter(({ name }) => /^[0-9a-f]{64}$/.test(name)).map(({ name }) => name),
    staged: files.filter(({ parentPath }) => parentPath.endsWith('staging')).map(({ name }) => name),
  };
}

const authorization = (by: number | null): Record<string, string> =>
  by === null ? {} : { authorization: `Bearer account ${by}` };

function actorOf(accountId: number): Actor {
  const roles: Role[] = ['resident'];
  const permissions: Set<Permission> = permissionsOf(roles);
  return {
    accountId,
    sessionId: `session ${accountId}`,
    displayName: `Account ${accountId}`,
    language: 'zh',
    grants: [{ role: 'resident', placePath: null, unitId: null }],
    permissions,
  };
}
