import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, expect, inject, test } from 'vitest';
import { closeBrowser, send, visit, type Visit } from './browser.ts';
import { lineTo } from './line.ts';
import { command, type Matter, registered } from './matters.ts';
import { centre, ofCentre, places, staff } from './people.ts';
import { type Phone, phoneAt } from './phone.ts';
import { attachPhoto, readDay } from './street.ts';

afterAll(closeBrowser);

/** Where the subdistrict's office stands. */
const community = `${places.township}025`;
const officer = (name: string) =>
  staff({ role: 'officer', over: { kind: 'place', code: community }, unit: centre, name });

const matters = 4;
const reports = 3;
/** For each matter; and after how many of all the browser is killed. */
const { commandsEach, photosEach, kills } = inject('wholeDay')
  ? { commandsEach: 49, photosEach: 15, kills: [70, 140] }
  : { commandsEach: 4, photosEach: 2, kills: [5, 9] };
/** With what one officer finds out on the matter that two go to. */
const commands = matters * commandsEach + reports + 1;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

async function signIn(page: Page, { login, password }: { login: string; password: string }): Promise<void> {
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await button(page, '登录').click();
}

/** A picture that is like no other. */
async function photoOf(words: string) {
  const create = {
    width: 320,
    height: 240,
    channels: 3,
    background: '#7a8',
    noise: { type: 'gaussian', mean: 128, sigma: 30 },
  } as const;
  return { name: `${words}.jpg`, mimeType: 'image/jpeg', buffer: await sharp({ create }).jpeg().toBuffer() };
}

async function comment(page: Page, words: string, photo: boolean): Promise<void> {
  await page.getByRole('link', { name: '补充说明', exact: true }).click();
  await page.getByLabel('说明（内部）').fill(words);
  if (photo) await attachPhoto(page, await photoOf(words));
  await button(page, '保存并发送').click();
  await page.getByRole('link', { name: '补充说明', exact: true }).waitFor();
}

/** Words and photos that the server has of a matter. */
async function held(operator: Visit, { matterId }: Matter) {
  const view = (await send(operator.page, 'GET', `/api/matters/${matterId}`)) as {
    notes: { kind: string; body: string }[];
    evidence: unknown[];
    stage: string;
  };
  const words = view.notes.filter(({ kind }) => kind === 'note').map(({ body }) => body);
  return { words, photos: view.evidence.length, stage: view.stage };
}

async function report(page: Page): Promise<void> {
  await page.getByRole('link', { name: '上报', exact: true }).click();
  await page.getByLabel('用几个字说说是什么').fill('路灯');
  await button(page, /^路灯故障/).click();
  await page.getByLabel('具体情况').fill('离线上报的路灯不亮。');
  await page.getByLabel('只知道在哪个网格').selectOption({ index: 1 });
  await button(page, '保存并发送').click();
  await page.getByRole('heading', { name: '发件箱' }).waitFor();
}

async function record(page: Page, { matterId }: Matter, base: string): Promise<void> {
  await page.goto(`${base}/field/matters/${matterId}`);
  await page.getByRole('link', { name: '记录立案前核实', exact: true }).click();
  await page.getByText('情况属实').click();
  await page.getByLabel('说明（内部）').fill('我看到的是属实。');
  await button(page, '保存并发送').click();
  await page.getByText(/待发送：记录立案前核实/).waitFor();
}

/** Asked before it is given up: the keyboard stays within the question, and Escape brings it back. */
async function thinkAgain(page: Page): Promise<void> {
  await button(page, '放弃').click();
  const question = page.getByRole('dialog', { name: '放弃“两人都去核实”的这一项？' });
  await question.locator('button:focus', { hasText: '保留' }).waitFor();
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'hidden' });
  await page.locator('button:focus', { hasText: '放弃' }).waitFor();
  expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
}

/** A whole day without a network, killed twice on the way. */
async function day(phone: Phone, base: string, cases: readonly Matter[]): Promise<void> {
  let made = 0;
  for (const one of cases) {
    await phone.page().goto(`${base}/field/matters/${one.matterId}`);
    for (let no = 1; no <= commandsEach; no += 1) {
      await comment(phone.page(), `第 ${no} 条`, no <= photosEach);
      made += 1;
      if (!kills.includes(made)) continue;
      await phone.kill();
      await phone.open();
      await phone.page().goto(`${base}/field/matters/${one.matterId}`);
    }
  }
}

test('a day without a network: every command and photo arrives exactly once', async () => {
  const line = await lineTo(inject('address'));
  const folder = await mkdtemp(join(tmpdir(), 'heliu-phone-'));
  const phone = phoneAt(folder);
  try {
    const operator = await visit('/console', { as: await ofCentre('operator', '周敏') });
    const cases: Matter[] = [];
    for (let no = 1; no <= matters; no += 1) {
      cases.push(await registered(operator, { typeCode: 'B0502', title: `离线事项 ${no} 号` }));
    }
    const contested = await registered(operator, { typeCode: 'B0502', title: '两人都去核实' });
    await command(operator, contested, 'start-pre-filing-check', { unitId: centre });
    const [mine, other] = [await officer('李网格'), await officer('王网格')];
    const page = await phone.open();
    await page.goto(`${line.address}/field`);
    await signIn(page, mine);
    await page.getByRole('heading', { name: '今日任务' }).waitFor();
    await readDay(page, ['离线事项 1 号', '离线事项 4 号', '两人都去核实']);
    await line.cut();
    await day(phone, line.address, cases);
    await record(phone.page(), contested, line.address);
    for (let no = 0; no < reports; no += 1) await report(phone.page());
    await phone.page().getByText(`待发送（${commands}）`).waitFor();
    expect((await held(operator, cases[0] as Matter)).words).toEqual([]);

    const second = await visit('/console', { as: other });
    await command(second, contested, 'record-pre-filing-check', {
      result: 'notFound',
      note: '到现场没有看到。',
    });
    // The session does not outlast the day; what waits does.
    await phone.page().context().clearCookies();
    await line.restore();
    await button(phone.page(), '现在发送').click();
    await phone.page().getByRole('region', { name: '请重新登录' }).waitFor();
    await phone.page().getByText(`待发送（${commands}）`).waitFor();
    await phone.page().locator('[inert]', { hasText: '发件箱' }).waitFor();
    await signIn(phone.page(), mine);
    await phone
      .page()
      .getByText(`已送达（${commands - 1}）`)
      .waitFor({ timeout: 1_800_000 });

    for (const one of cases) {
      const { words, photos } = await held(operator, one);
      expect(words).toEqual(Array.from({ length: commandsEach }, (_, at) => `第 ${at + 1} 条`));
      expect(photos).toBe(photosEach);
    }
    // The search comes behind the log.
    const found = async () =>
      (await send(operator.page, 'GET', '/api/matters?q=%E7%A6%BB%E7%BA%BF%E4%B8%8A%E6%8A%A5'))['rows'];
    await expect.poll(found).toHaveLength(reports);

    await phone.page().getByRole('heading', { name: '现在的情况' }).waitFor();
    await phone.page().getByText('我看到的是属实。').waitFor();
    await phone.page().getByText('王网格').first().waitFor();
    await phone.page().getByText('到现场没有看到。').waitFor();
    await phone.page().getByText('按现在的情况，这一项已不能办理。').waitFor();
    expect(await phone.page().getByRole('button', { name: '按现在的情况再发' }).count()).toBe(0);
    await phone.page().getByText('您查看之后，事项已被他人更新。').waitFor();
    await thinkAgain(phone.page());
    await phone.page().getByRole('button', { name: '改为补充说明' }).click();
    await phone.page().getByText(`已送达（${commands}）`).waitFor();
    expect((await held(operator, contested)).words).toEqual([
      '到现场没有看到。',
      '记录立案前核实\n我看到的是属实。',
    ]);

    await phone.page().getByRole('link', { name: '我的', exact: true }).click();
    await line.cut();
    await button(phone.page(), '退出登录').click();
    const refused = phone.page().getByRole('alert').getByRole('button', { name: '重试' });
    await refused.waitFor();
    await line.restore();
    await refused.click();
    await phone.page().getByRole('heading', { name: '网格员登录' }).waitFor();
  } finally {
    await phone.kill();
    await line.cut();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
