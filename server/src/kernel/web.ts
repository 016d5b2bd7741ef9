import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const dist = fileURLToPath(new URL('../../../web/dist', import.meta.url));
const immutable = 'public, max-age=31536000, immutable';

/**
 * Serves the built web: the console under /console, the field app under /field, the page of a counter under /kiosk, the
 * resident app everywhere else.
 */
export async function serveWeb(server: FastifyInstance): Promise<void> {
  if (!existsSync(join(dist, 'console.html'))) return;
  await server.register(fastifyStatic, {
    root: dist,
    wildcard: false,
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? immutable : 'no-cache');
    },
  });
  server.get('/console', (_request, reply) => reply.sendFile('console.html'));
  server.get('/console/*', (_request, reply) => reply.sendFile('console.html'));
  server.get('/field', (_request, reply) => reply.sendFile('field.html'));
  server.get('/field/*', (_request, reply) => reply.sendFile('field.html'));
  server.get('/kiosk', (_request, reply) => reply.sendFile('kiosk.html'));
  server.get('/kiosk/*', (_request, reply) => reply.sendFile('kiosk.html'));
  server.get('/', (_request, reply) => reply.sendFile('resident.html'));
  server.get('/r', (_request, reply) => reply.sendFile('resident.html'));
  server.get('/r/*', (_request, reply) => reply.sendFile('resident.html'));
  // A person who typed an address gets a page that says so; a program gets the problem document.
  server.get('/*', (request, reply) => {
    const wantsPage = request.headers.accept?.includes('text/html') === true;
    if (!wantsPage || request.url.startsWith('/api/')) return reply.callNotFound();
    return reply.code(404).sendFile('resident.html');
  });
}
