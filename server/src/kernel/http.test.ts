import { expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { createHttp } from './http.ts';
import { createLog } from './log.ts';

test('an address that cannot be decoded is a problem like any other', async () => {
  const config = readConfig({ HELIU_SECRET: 'a secret of the tests, long enough' });
  const server = await createHttp(config, createLog('silent'));
  const reply = await server.inject({ url: '/api/%E0%A4%A', headers: { 'accept-language': 'en' } });
  expect(reply.headers['content-type']).toContain('application/problem+json');
  expect(reply.json()).toMatchObject({ status: 400, code: 'input.malformed' });
  expect(reply.json().title).toMatch(/^The request cannot be read/);
  await server.close();
});
