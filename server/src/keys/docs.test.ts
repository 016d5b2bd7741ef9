import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
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

test('the page is light or dark as the console on the device is, before anything is drawn', async () => {
  const { body } = await app.inject({ url: '/docs/api/' });
  expect(body.indexOf('src="/docs/api/theme.js"')).toBeGreaterThan(0);
  expect(body.indexOf('src="/docs/api/theme.js"')).toBeLessThan(body.indexOf('rel="stylesheet"'));
  const { body: script } = await app.inject({ url: '/docs/api/theme.js' });
  const worn = (choice: string | null, system: boolean) => {
    const classes = new Map<string, boolean>();
    const window = {
      matchMedia: () => ({ matches: system, addEventListener: () => undefined }),
      addEventListener: () => undefined,
      localStorage: { getItem: (name: string) => (name === 'heliu.theme' ? choice : null) },
      document: {
        documentElement: { classList: { toggle: (name: string, on: boolean) => classes.set(name, on) } },
      },
    };
    runInNewContext(script, window);
    return classes.get('dark-mode');
  };
  expect([worn(null, true), worn('dark', false), worn('system', true)]).toEqual([true, true, true]);
  expect([worn(null, false), worn('light', true), worn('system', false)]).toEqual([false, false, false]);
});

test('the OpenAPI file is the one of this version', async () => {
  const { body } = await app.inject({ url: '/docs/api/openapi.json' });
  expect(body).toBe(readFileSync(join(import.meta.dirname, '../../../docs/openapi.json'), 'utf8'));
});
