import { afterAll, expect, inject, test } from 'vitest';
import { type Caller, callerOf } from './api.ts';
import { closeBrowser } from './browser.ts';
import { office } from './matters.ts';
import { desk, ofCentre, type Worker } from './people.ts';

afterAll(closeBrowser);

const leak = (title: string) => ({
  typeCode: 'B0502',
  requestKind: 'complaint',
  channel: 'hotline',
  title,
  description: title,
  place: { position: office },
});

const phoneOf = ({ login, password }: Worker): Promise<Caller> =>
  callerOf(inject('address'), login, password);

test('what a colleague registers appears in an open queue, in every tab, and on the matter’s page', async () => {
  const [watcher, colleague] = [
    await ofCentre('operator', '受理员甲'),
    await ofCentre('operator', '受理员乙'),
  ];
  const phone = await phoneOf(colleague);
  const one = await desk(watcher, '/console/matters?queue=area&sort=newest');
  const streams: string[] = [];
  one.page.context().on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/live') streams.push(request.url());
  });
  const other = await one.page.context().newPage();
  await other.goto('/console/matters?queue=area&sort=newest');
  await other.getByRole('main').getByRole('heading').first().waitFor();

  const { matterId } = await phone.send('POST', '/api/matters', leak('安全出口上锁，页面无人重载'));
  for (const page of [one.page, other]) {
    await page.bringToFront();
    await page.getByRole('link', { name: '安全出口上锁，页面无人重载' }).waitFor();
  }
  await other.getByRole('link', { name: '安全出口上锁，页面无人重载' }).click();
  await other.getByRole('region', { name: '流转记录' }).waitFor();
  await phone.send('POST', `/api/matters/${String(matterId)}/add-comment`, {
    audience: 'internal',
    note: '来电人补充：昨晚开始',
    evidenceIds: [],
  });
  await other.getByText('来电人补充：昨晚开始').waitFor();
  expect(streams.length).toBeLessThanOrEqual(1);
  expect(one.faults).toEqual([]);
});
