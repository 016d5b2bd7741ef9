import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBrowser, type Visit } from './browser.ts';
import { turnTo } from './desk.ts';
import { everySize, look } from './look.ts';
import { type Matter, registered } from './matters.ts';
import { desk, ofCentre, ofUnit, type Worker } from './people.ts';

afterAll(closeBrowser);

let operator: Visit;
let rescuer: Worker;
let street: Worker;
let matter: Matter;

beforeAll(async () => {
  operator = await desk(await ofCentre('operator', '受理员甘霖'), '/console', { kept: true });
  rescuer = await ofUnit('emergency', '应急局唐勇');
  street = await ofUnit('urban', '城管局姜华');
  matter = await registered(operator, { typeCode: 'G0402', title: '大树倒伏压住人行道和路灯' });
});

const calls = ({ page }: Visit) => page.getByRole('region', { name: '联动呼叫' });

/** A called unit opens its calls from the notice of one. */
async function answerFrom(worker: Worker): Promise<Visit> {
  const one = await desk(worker, '/console/notices');
  await one.page.getByRole('listitem').filter({ hasText: '调度呼叫' }).first().waitFor();
  await one.page.goto('/console/calls');
  await one.page.getByText('大树倒伏').or(one.page.getByText('事项页面未对本单位开放')).first().waitFor();
  return one;
}

/** The next step of the unit's own part, by its button. */
async function step({ page }: Visit, name: RegExp): Promise<void> {
  const button = page.getByRole('button', { name });
  await button.first().click();
  await button.first().waitFor({ state: 'detached' });
}

test('a centre calls two units: one comes and reports, the other cannot, and the centre sees both at once', async () => {
  const { page } = operator;
  await turnTo(operator, matter);
  await calls(operator).getByRole('button', { name: '呼叫单位' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('给各单位的说明').fill('行人已疏散，请带油锯。');
  for (const unit of ['应急管理局', '城市管理局']) {
    await drawer.getByRole('group', { name: unit }).getByRole('checkbox').first().check();
  }
  await look(operator, 'joint 01 choice', everySize);
  await drawer.getByRole('button', { name: '呼叫 2 家单位' }).click();
  await drawer.waitFor({ state: 'hidden' });
  await calls(operator).getByText('待应答').first().waitFor();

  const first = await answerFrom(rescuer);
  await step(first, /^应答：/);
  await step(first, /^到场：/);
  await look(first, 'joint 02 arrived', everySize);
  await first.page.getByRole('button', { name: /^回报：/ }).click();
  const words = first.page.getByRole('dialog');
  // What is missing is what was found, and no reason.
  await words.getByRole('button', { name: '回报' }).click();
  await words.getByText('请填写此项。').waitFor();
  await words.getByRole('textbox').fill('已锯开移走，道路恢复。');
  await words.getByRole('button', { name: '回报' }).click();
  await words.waitFor({ state: 'hidden' });

  const second = await answerFrom(street);
  await second.page.getByRole('button', { name: /^不能到场：/ }).click();
  const reason = second.page.getByRole('dialog');
  await reason.getByRole('textbox').fill('人员都在另一处抢险。');
  await reason.getByRole('button', { name: '确认' }).click();
  await reason.waitFor({ state: 'hidden' });

  // With its last answer a call is over, and goes to those of the past.
  await calls(operator).getByText('已结束的呼叫').click();
  await calls(operator).getByText('已锯开移走，道路恢复。').waitFor();
  await calls(operator).getByText('人员都在另一处抢险。').waitFor();
  await look(operator, 'joint 03 ended', everySize);
  for (const one of [operator, first, second]) expect(one.faults).toEqual([]);
});
