import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBrowser, type Visit } from './browser.ts';
import { turnTo } from './desk.ts';
import { everySize, look } from './look.ts';
import { type Matter, registered } from './matters.ts';
import { desk, ofCentre, ofUnit, type Worker } from './people.ts';

afterAll(closeBrowser);

let supervisor: Worker;
let leader: Worker;
let handler: Worker;
let matter: Matter;

beforeAll(async () => {
  const operator = await desk(await ofCentre('operator', '受理员郑洁'), '/console', { kept: true });
  supervisor = await ofCentre('supervisor', '督办员白露');
  leader = await ofCentre('leader', '分管领导石磊');
  handler = await ofUnit('urban', '城管局冯涛');
  matter = await registered(operator, { typeCode: 'G0304', title: '滨江步道被流动摊贩占满' });
});

const panel = ({ page }: Visit) => page.getByRole('region', { name: '督办', exact: true });

/** Demands something of the unit that has the matter. */
async function demand(one: Visit, act: string, label: string, words: string, shown?: string): Promise<void> {
  await turnTo(one, matter);
  await panel(one).getByRole('button', { name: act, exact: true }).click();
  const dialog = one.page.getByRole('dialog');
  await dialog.getByLabel(label).fill(words);
  if (shown !== undefined) await look(one, shown);
  await dialog.getByRole('button', { name: '发出' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await panel(one).getByText(words).waitFor();
}

test('a card and a leader’s instruction reach a named person, who reads and answers them', async () => {
  const person = await desk(handler, '/console/notices');
  const watcher = await desk(supervisor);
  await demand(watcher, '发督办单', '要求', '今晚前清理完毕，先设警示。', 'supervision 01 card');
  const above = await desk(leader);
  await demand(above, '批示', '批示内容', '请尽快解决，完成后报我。');

  const { page } = person;
  const notices = page.getByRole('main').getByRole('listitem');
  const card = notices.filter({ hasText: '人工督办' });
  await card.waitFor();
  await notices.filter({ hasText: '领导批示' }).waitFor();
  await look(person, 'supervision 02 told', everySize);
  await card.getByRole('link', { name: /^查看事项/ }).click();

  const mine = panel(person);
  const first = mine.getByRole('listitem').filter({ hasText: '先设警示' }).first();
  await first.getByRole('button', { name: '签阅' }).click();
  await first.getByText('已签阅').first().waitFor();
  await first.getByRole('button', { name: '答复' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('答复内容').fill('已设警示牌，今晚七点前清完。');
  await dialog.getByRole('button', { name: '发出' }).click();
  await mine.getByText('今晚七点前清完').waitFor();
  await look(person, 'supervision 03 answered', everySize);

  await turnTo(watcher, matter);
  await panel(watcher).getByText('今晚七点前清完').waitFor();
  const told = await desk(supervisor, '/console/notices');
  await told.page.getByRole('listitem').filter({ hasText: '领导批示' }).waitFor();
  for (const one of [person, watcher, above, told]) expect(one.faults).toEqual([]);
});
