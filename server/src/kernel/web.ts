import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from './language.ts';

const built = fileURLToPath(new URL('../../../web/dist', import.meta.url));
const immutable = 'public, max-age=31536000, immutable';

/**
 * Serves the built web: the console under /console, the field app under /field, the page of a counter under /kiosk, the
 * resident app everywhere else. Files are looked for when they are asked for, so pages that are built while the server
 * runs are served at once; until there are any, a person is told how to build them.
 */
export async function serveWeb(server: FastifyInstance, dist = built): Promise<void> {
  await server.register(fastifyStatic, {
    root: dist,
    serve: false,
    suppressWarning: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? immutable : 'no-cache');
    },
  });
  const page = (name: string, status: number) => async (request: FastifyRequest, reply: FastifyReply) => {
    if (await isFile(join(dist, name))) return reply.code(status).sendFile(name);
    if (!wantsPage(request)) return reply.callNotFound();
    return reply
      .code(503)
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(notBuilt[languageOf(request.headers['accept-language'])]);
  };
  for (const app of ['console', 'field', 'kiosk']) {
    server.get(`/${app}`, page(`${app}.html`, 200));
    server.get(`/${app}/*`, page(`${app}.html`, 200));
  }
  for (const path of ['/', '/r', '/r/*']) server.get(path, page('resident.html', 200));
  const unknown = page('resident.html', 404);
  server.get('/*', async (request, reply) => {
    const name = fileAt(request.url);
    if (name !== undefined && (await isFile(join(dist, name)))) return reply.sendFile(name);
    // A person who typed an address gets a page that says so; a program gets the problem document.
    if (!wantsPage(request) || request.url.startsWith('/api/')) return reply.callNotFound();
    return unknown(request, reply);
  });
}

const notBuilt = {
  zh: '网页尚未构建。请在安装目录运行 npm run build，完成后刷新本页；服务不用重新启动。\n',
  en: 'The pages are not built yet. Run `npm run build` in the folder of the installation, then load this page again; the server need not be started anew.\n',
};

const wantsPage = (request: FastifyRequest): boolean =>
  request.headers.accept?.includes('text/html') === true;

/** A file below the folder that an address may mean; undefined for names that no build gives, such as `..`. */
function fileAt(url: string): string | undefined {
  const name = url.split('?', 1)[0]?.slice(1) ?? '';
  return /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/.test(name) ? name : undefined;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
