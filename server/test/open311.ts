import type { CityPack } from '@heliu/contract/city/pack';
import { testPack } from './city.ts';
import type { TestApp } from './harness.ts';

/** The test city with a question to AUTO-01, a channel for the interface, and a class that is in no public list. */
export function open311Pack(): CityPack {
  const pack = testPack();
  const same = (text: string) => ({ zh: text, en: text });
  const questions = [
    {
      code: 'leaks',
      text: same('leaks?'),
      required: true,
      options: [
        { code: 'yes', text: { zh: '是 & <否>', en: 'Yes & <no>' } },
        { code: 'no', text: same('No') },
      ],
    },
  ];
  return {
    ...pack,
    channels: [...pack.channels, { code: 'open311', name: same('open311'), by: 'resident' }],
    classes: [...pack.classes, { code: 'K2', family: 'item', number: '02', name: same('K2'), listed: false }],
    types: [
      ...pack.types.map((type) => (type.code === 'AUTO-01' ? { ...type, questions } : type)),
      ...pack.types.slice(1).map((type) => ({ ...type, code: 'QUIET-03', number: '03', classCode: 'K2' })),
    ],
  };
}

export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A client of the interface of one server. */
export function open311Client(app: TestApp) {
  const answered = (reply: Awaited<ReturnType<TestApp['inject']>>): Reply => ({
    status: reply.statusCode,
    type: String(reply.headers['content-type']),
    body: reply.body,
    headers: reply.headers,
  });
  const encoded = (fields: Fields): string => {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) {
      for (const one of typeof value === 'string' ? [value] : value) form.append(name, one);
    }
    return form.toString();
  };
  return {
    get: async (path: string, headers: Record<string, string> = { 'accept-language': 'en' }) =>
      answered(await app.inject({ url: `/open311/${path}`, headers })),
    post: async (path: string, fields: Fields, headers: Record<string, string> = {}) =>
      answered(
        await app.inject({
          method: 'POST',
          url: `/open311/v2/${path}`,
          headers: {
            'accept-language': 'en',
            'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
            ...headers,
          },
          payload: encoded(fields),
        }),
      ),
    postMultipart: async (path: string, form: FormData, headers: Record<string, string> = {}) => {
      const request = new Request('http://x/', { method: 'POST', body: form });
      return answered(
        await app.inject({
          method: 'POST',
          url: `/open311/v2/${path}`,
          headers: {
            'accept-language': 'en',
            'content-type': request.headers.get('content-type') ?? '',
            ...headers,
          },
          payload: Buffer.from(await request.arrayBuffer()),
        }),
      );
    },
  };
}

export const leakFields = {
  service_code: 'AUTO-01',
  'attribute[leaks]': 'yes',
  lat: '30.05',
  long: '106.05',
  description: '幸福路口水管漏水\n影响出行',
} as const;
