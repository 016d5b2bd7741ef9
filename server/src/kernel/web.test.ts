import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serveWeb } from './web.ts';

let folder: string;
let dist: string;
let server: FastifyInstance;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heliu-web-'));
  dist = join(folder, 'dist');
  await writeFile(join(folder, 'outside.txt'), 'secret');
  server = fastify();
  await serveWeb(server, dist);
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function build(asset: string): Promise<void> {
  await mkdir(join(dist, 'assets'), { recursive: true });
  for (const app of ['console', 'field', 'kiosk', 'resident']) {
    await writeFile(join(dist, `${app}.html`), `the ${app} app`);
  }
  await writeFile(join(dist, 'assets', asset), 'code');
}

const page = (url: string, language = 'en') =>
  server.inject({ url, headers: { accept: 'text/html', 'accept-language': language } });

test('before its pages are built, the server says how to build them, and serves them once they are', async () => {
  for (const url of ['/', '/console/queue', '/nowhere']) {
    const reply = await page(url);
    expect(reply.statusCode, url).toBe(503);
    expect(reply.body).toContain('npm run build');
  }
  expect((await page('/console', 'zh-CN')).body).toContain('网页尚未构建');
  expect((await server.inject('/console')).statusCode).toBe(404);
  await build('a-1.js');
  expect((await page('/')).body).toBe('the resident app');
  expect((await page('/r/new')).body).toBe('the resident app');
  for (const app of ['console', 'field', 'kiosk']) {
    expect((await page(`/${app}`)).body).toBe(`the ${app} app`);
    expect((await page(`/${app}/x/y`)).body).toBe(`the ${app} app`);
  }
  const nowhere = await page('/nowhere');
  expect([nowhere.statusCode, nowhere.body]).toEqual([404, 'the resident app']);
});

test('a build while the server runs is served at once, its files for ever and its pages never from a cache', async () => {
  await build('a-1.js');
  await build('a-2.js');
  const asset = await server.inject('/assets/a-2.js');
  expect(asset.statusCode).toBe(200);
  expect(asset.headers['cache-control']).toContain('immutable');
  expect((await page('/console')).headers['cache-control']).toBe('no-cache');
  expect((await server.inject('/assets/a-3.js')).statusCode).toBe(404);
});

test('nothing outside of the folder is served', async () => {
  await build('a-1.js');
  for (const url of [
    '/../outside.txt',
    '/assets/../../outside.txt',
    '/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '//[',
    '/assets//a-1.js',
  ]) {
    const reply = await server.inject(url);
    expect(reply.body, url).not.toContain('secret');
    expect(reply.statusCode, url).toBe(404);
  }
});
