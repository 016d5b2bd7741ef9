import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { keyScopes, scopePermissions, scopeTexts } from '@heliu/contract/keys';
import type { Language } from '@heliu/contract/text';
import type { FastifyInstance } from 'fastify';
import { languageOf } from '../kernel/language.ts';

const openapi = fileURLToPath(new URL('../../../docs/openapi.json', import.meta.url));
const viewer = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const viewerFiles = ['swagger-ui.css', 'swagger-ui-bundle.js'];

const words = {
  zh: {
    lang: 'zh-CN',
    other: '<a href="?lang=en" lang="en">English</a>',
    title: '合流接口文档',
    lead: '机器可读的描述：<a href="/docs/api/openapi.json">openapi.json</a>。居民事项的查询与提交另有 <a href="/open311/discovery.xml">Open311 GeoReport v2</a>。',
    use: '密钥由管理员在“管理 → API 密钥”中新建，只显示一次。调用时放在请求头：',
    scopes: '密钥权限',
    scope: '权限',
    meaning: '可以做什么',
    permission: '接口权限',
    people:
      '标为 signedIn 的接口供登录的人使用，密钥不能调用；个人信息不提供给密钥。超过频次时返回 429 与 Retry-After。',
  },
  en: {
    lang: 'en',
    other: '<a href="?lang=zh" lang="zh-CN">中文</a>',
    title: 'API of Heliu',
    lead: 'For machines: <a href="/docs/api/openapi.json">openapi.json</a>. What residents report is also read and sent by <a href="/open311/discovery.xml">Open311 GeoReport v2</a>.',
    use: 'Keys are made by administrators under Administration → API keys and shown once. Send the key in a header:',
    scopes: 'Scopes of keys',
    scope: 'Scope',
    meaning: 'What it allows',
    permission: 'Permission of endpoints',
    people:
      'Endpoints marked signedIn are for people who signed in, never for keys; keys get no personal data. Beyond its rate a key is answered 429 with Retry-After.',
  },
} as const;

function page(language: Language): string {
  const text = words[language];
  const rows = keyScopes.map((scope) => {
    const permissions = scopePermissions[scope].map((name) => `<code>${name}</code>`).join(' ') || 'public';
    return `<tr><td><code>${scope}</code></td><td>${scopeTexts[scope][language]}</td><td>${permissions}</td></tr>`;
  });
  return `<!doctype html>
<html lang="${text.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text.title}</title>
<link rel="icon" href="/heliu.svg" type="image/svg+xml">
<meta name="color-scheme" content="light dark">
<script src="/docs/api/theme.js"></script>
<link rel="stylesheet" href="/docs/api/swagger-ui.css">
<style>
html { color-scheme: light; --ink: #1d2733; --page: #fff; --link: #0b5cad; --line: #d8dee6; --sunken: #f1f4f8; }
html.dark-mode { color-scheme: dark; --ink: #e6eef1; --page: #1c2022; --link: #8ab4f8; --line: #3b4a52; --sunken: #0c1317; }
body { margin: 0; font: 16px/1.6 system-ui, 'Noto Sans CJK SC', sans-serif; color: var(--ink); background: var(--page); }
main > header, main > section { max-width: 1400px; margin: 0 auto; padding: 0 20px; }
header { display: grid; gap: 4px; padding-block: 24px 4px !important; }
h1 { margin: 0; font-size: 28px; line-height: 1.3; }
h2 { margin: 20px 0 8px; font-size: 20px; }
main > header p, main > section > p { margin: 6px 0; max-width: 80ch; }
a { color: var(--link); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; min-width: 560px; }
th, td { padding: 8px 14px 8px 0; text-align: start; vertical-align: top; border-block-end: 1px solid var(--line); }
main > section :is(code, pre) { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 14px; }
main > section pre { padding: 10px 14px; background: var(--sunken); border-radius: 8px; overflow-x: auto; }
</style>
</head>
<body>
<main>
<header><h1>${text.title}</h1><p>${text.lead}</p><p>${text.other}</p></header>
<section>
<p>${text.use}</p>
<pre>Authorization: Bearer heliu_…</pre>
<h2>${text.scopes}</h2>
<div class="wide" tabindex="0" role="region" aria-label="${text.scopes}"><table>
<thead><tr><th>${text.scope}</th><th>${text.meaning}</th><th>${text.permission}</th></tr></thead>
<tbody>${rows.join('\n')}</tbody>
</table></div>
<p>${text.people}</p>
</section>
<div id="viewer"></div>
</main>
<script src="/docs/api/swagger-ui-bundle.js"></script>
<script src="/docs/api/start.js"></script>
</body>
</html>`;
}

/** Nothing is asked of other servers: neither a validator nor a font. */
const startScript = `SwaggerUIBundle({
  url: '/docs/api/openapi.json', dom_id: '#viewer', validatorUrl: null, docExpansion: 'none',
  filter: true, deepLinking: true, supportedSubmitMethods: [],
});`;

/** Light or dark as chosen in the console on this device, or else by the system; the class is the viewer's own. */
const themeScript = `const system = matchMedia('(prefers-color-scheme: dark)');
const wear = () => {
  let choice = null;
  try { choice = localStorage.getItem('heliu.theme'); } catch {}
  document.documentElement.classList.toggle('dark-mode', choice === 'dark' || (choice !== 'light' && system.matches));
};
system.addEventListener('change', wear);
addEventListener('storage', wear);
wear();`;

/** The OpenAPI file, and a page of it that people can read. */
export function mountDocs(server: FastifyInstance): void {
  void server.register(
    async (docs) => {
      await docs.register(fastifyStatic, { root: viewer, serve: false, cacheControl: false });
      docs.get<{ Querystring: { lang?: string } }>('/', (request, reply) => {
        const { lang } = request.query;
        const language =
          lang === 'en' || lang === 'zh' ? lang : languageOf(request.headers['accept-language']);
        return reply
          .type('text/html; charset=utf-8')
          .headers({ vary: 'accept-language', 'cache-control': 'no-cache' })
          .send(page(language));
      });
      docs.get('/openapi.json', (_request, reply) =>
        reply
          .type('application/json; charset=utf-8')
          .headers({ 'access-control-allow-origin': '*', 'cache-control': 'no-cache' })
          .send(readFileSync(openapi)),
      );
      for (const [name, script] of [
        ['start.js', startScript],
        ['theme.js', themeScript],
      ] as const) {
        docs.get(`/${name}`, (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script));
      }
      for (const name of viewerFiles) docs.get(`/${name}`, (_request, reply) => reply.sendFile(name));
    },
    { prefix: '/docs/api' },
  );
}
