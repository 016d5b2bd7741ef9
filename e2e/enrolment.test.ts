import { afterAll, expect, test } from 'vitest';
import { closeBrowser, type Visit } from './browser.ts';
import { everySize, look } from './look.ts';
import { desk, ofCentre, places } from './people.ts';

afterAll(closeBrowser);

const grid = `${places.community}001`;
const other = `${places.community}002`;

/** Finds a grid by its code and enrols in it. */
async function enrolIn({ page }: Visit, code: string): Promise<void> {
  await page.getByLabel('查找网格').fill(code);
  await page
    .getByRole('listitem')
    .getByRole('button', { name: `第${code.slice(-3)}网格` })
    .click();
  await page.getByRole('button', { name: '在这里报到' }).click();
}

test('somebody enrols at home, moves and leaves, is put in charge of a grid and released: every open page follows', async () => {
  const worker = await ofCentre('verifier', '核查员入网');
  const own = await desk(worker, '/console/account');
  const supervisor = await desk(await ofCentre('supervisor', '督办员包网'), `/console/map?place=${grid}`);
  const people = supervisor.page.getByRole('region', { name: '网格力量' });
  const shown = people.getByRole('listitem').filter({ hasText: '核查员入网' });
  await people.getByText('还没有人在此网格报到。').waitFor();

  await enrolIn(own, grid);
  const leave = own.page.getByRole('button', { name: '退出网格' });
  await leave.waitFor();
  await shown.filter({ hasText: '双报到' }).waitFor();
  await own.page.getByRole('button', { name: '换到其他网格' }).click();
  await look(own, 'enrol 01 move');
  await enrolIn(own, other);
  await people.getByText('还没有人在此网格报到。').waitFor();

  await people.getByLabel('包网干部的登录名').fill(worker.login);
  await people.getByRole('button', { name: '指定包网干部' }).click();
  await shown.filter({ hasText: '包网干部' }).waitFor();
  await own.page.getByRole('heading', { name: '我包联的网格' }).waitFor();
  await look(supervisor, 'enrol 02 people of a grid', everySize);
  await look(own, 'enrol 03 in charge', everySize);

  await shown.getByRole('button', { name: '解除' }).click();
  await supervisor.page
    .getByRole('tooltip')
    .getByRole('button', { name: /解\s*除/ })
    .click();
  await people.getByText('还没有人在此网格报到。').waitFor();
  await own.page.getByRole('heading', { name: '我包联的网格' }).waitFor({ state: 'hidden' });

  await leave.click();
  await own.page.getByRole('tooltip').getByRole('button', { name: '退出网格' }).click();
  await own.page.getByLabel('查找网格').waitFor();
  for (const one of [own, supervisor]) expect(one.faults).toEqual([]);
});
