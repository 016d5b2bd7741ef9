import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyScopes } from '@heliu/contract/keys';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../test/harness.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('the page explains every scope in both languages and loads nothing from elsewhere', async () => {
  for (const [url, lang] of [
    ['/docs/api', 'zh-CN'],
    ['/docs/api/?lang=en', 'en'],
  ] as const) {
    const { statusCode, body } = await app.inject({ url, headers: { 'accept-language': 'zh-CN' } });
    expect(statusCode).toBe(200);
    expect(body).toContain(`<html lang="${lang}">`);
    for (const scope of keyScopes) expect(body).toContain(`<code>${scope}</code>`);
    const loaded = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
    expect(loaded.filter((address) => !/^[/?]/.test(address))).toEqual([]);
    for (const file of loaded.filter((address) => /\.(js|css|json)$/.test(address))) {
      expect([file, (await app.inject({ url: file })).statusCode]).toEqual([file, 200]);
    }
  }
});

test('the OpenAPI file is the one of this version', async () => {
  const { body } = await app.inject({ url: '/docs/api/openapi.json' });
  expect(body).toBe(readFileSync(join(import.meta.dirname, '../../../docs/openapi.json'), 'utf8'));
});
