import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { reportMatter } from '@heliu/contract/matter/endpoints';
import { openOwnReport, recoverReceipt } from '@heliu/contract/matter/track';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { giveCity } from '../../test/city.ts';
import { testApp } from '../../test/harness.ts';

const Text = z.object({
  to: z.string(),
  template: z.string(),
  parameters: z.record(z.string(), z.string()),
  text: z.string(),
});

/** A gateway as docs/access.md describes it; the texts that it was given. */
async function startGateway() {
  const texts: z.infer<typeof Text>[] = [];
  const gateway = createServer((request, reply) => {
    void json(request).then((body) => {
      texts.push(Text.parse(body));
      reply.writeHead(202).end();
    });
  });
  await new Promise<void>((ready) => gateway.listen(0, '127.0.0.1', ready));
  onTestFinished(() => void gateway.close());
  const { port } = gateway.address() as AddressInfo;
  return { texts, sms: { url: `http://127.0.0.1:${port}/send`, token: 'gateway-token' } };
}

test.each(['13800138000', '138 0013-8000', '+86 138 0013 8000'])(
  'a lost receipt code goes to the phone that was left as %s, however it is asked for',
  async (left) => {
    const { texts, sms } = await startGateway();
    const app = await testApp({ sms });
    await giveCity(app);
    const post = (endpoint: { readonly path: string }, payload: object) =>
      app.inject({
        method: 'POST',
        url: endpoint.path,
        headers: { 'x-requested-with': 'heliu' },
        payload: { commandId: randomUUID(), ...payload },
      });
    const reply = await post(reportMatter, {
      typeCode: 'AUTO-01',
      requestKind: 'help',
      title: '水管漏水',
      description: '幸福路口水管漏水',
      place: { position: [106.05, 30.05] },
      reporter: { phone: left },
    });
    expect(reply.statusCode, reply.body).toBe(200);
    const { code, receiptCode } = z.object({ code: z.string(), receiptCode: z.string() }).parse(reply.json());
    const unknown = await post(recoverReceipt, { contact: '13911112222' });
    for (const asked of ['13800138000', '+8613800138000']) {
      const sent = texts.length;
      const known = await post(recoverReceipt, { contact: asked });
      expect([known.statusCode, known.json()]).toEqual([unknown.statusCode, unknown.json()]);
      await expect.poll(() => texts.length).toBe(sent + 1);
    }
    const [sent] = texts;
    expect(sent).toMatchObject({ to: '+8613800138000', template: 'receipt' });
    const second = sent?.parameters['code'] ?? '';
    expect(sent?.text).toContain(second);
    expect(second).not.toBe(receiptCode);
    for (const one of [receiptCode, second]) {
      const opened = await post(openOwnReport, { code, receiptCode: one });
      expect(opened.statusCode, opened.body).toBe(200);
    }
  },
);
