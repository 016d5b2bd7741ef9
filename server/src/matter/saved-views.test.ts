import { randomUUID } from 'node:crypto';
import { changeView, deleteView, listSavedViews, maxSavedViews, saveView } from '@heliu/contract/matter';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const someone = () => giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
const command = () => ({ commandId: randomUUID() });
const save = (who: TestAccount, name: string, filters = {}) =>
  app.call(saveView, { body: { ...command(), name, filters } }, who.token);
const list = async (who: TestAccount) => (await app.call(listSavedViews, {}, who.token)).views;

test('filters come back as they were saved, to their owner alone', async () => {
  const [owner, other] = [await someone(), await someone()];
  const filters = {
    queue: 'unit' as const,
    light: ['red' as const, 'yellow' as const],
    stage: ['handling' as const],
    q: '水管 漏水&a=b',
    from: '2026-11-01',
    sort: 'oldest' as const,
  };
  const saved = await save(owner, '  超期和临期 ', filters);
  expect(saved).toMatchObject({ name: '超期和临期', filters, isDefault: false });
  expect(await list(owner)).toEqual([saved]);
  expect(await list(other)).toEqual([]);
  const { viewId } = saved;
  for (const endpoint of [changeView, deleteView]) {
    const body = { ...command(), name: '拿来' };
    const refused = await app.refuse(endpoint, { params: { viewId }, body }, other.token);
    expect(refused.code).toBe('resource.notFound');
  }
  expect(await list(owner)).toEqual([saved]);
});

test('renamed, filters replaced, deleted; a repeat changes nothing', async () => {
  const owner = await someone();
  const body = { ...command(), name: '甲', filters: {} };
  const first = await app.call(saveView, { body }, owner.token);
  expect(await app.call(saveView, { body }, owner.token)).toEqual(first);
  const params = { viewId: first.viewId };
  const renamed = { ...command(), name: '乙' };
  await app.call(changeView, { params, body: renamed }, owner.token);
  const filters = { state: 'any' as const };
  await app.call(changeView, { params, body: { ...command(), filters } }, owner.token);
  expect(await list(owner)).toEqual([{ ...first, name: '乙', filters }]);
  const gone = command();
  await app.call(deleteView, { params, body: gone }, owner.token);
  await app.call(deleteView, { params, body: gone }, owner.token);
  expect(await list(owner)).toEqual([]);
});

test('one view opens first, and the last chosen is the one', async () => {
  const owner = await someone();
  const views = [await save(owner, '一'), await save(owner, '二')];
  const choose = (viewId: string, isDefault: boolean) =>
    app.call(changeView, { params: { viewId }, body: { ...command(), isDefault } }, owner.token);
  for (const { viewId } of views) {
    expect((await choose(viewId, true)).isDefault).toBe(true);
    const opening = (await list(owner)).filter(({ isDefault }) => isDefault);
    expect(opening.map((view) => view.viewId)).toEqual([viewId]);
  }
  await Promise.all(views.map(({ viewId }) => choose(viewId, true)));
  expect((await list(owner)).filter(({ isDefault }) => isDefault)).toHaveLength(1);
  for (const { viewId } of views) await choose(viewId, false);
  expect((await list(owner)).filter(({ isDefault }) => isDefault)).toEqual([]);
});

test('a name twice, too many views and filters that are none are refused with the reason', async () => {
  const owner = await someone();
  const { viewId } = await save(owner, 'Late');
  const again = { ...command(), name: 'LATE', filters: {} };
  expect(await app.refuse(saveView, { body: again }, owner.token)).toMatchObject({
    code: 'view.nameTaken',
    status: 409,
    params: { name: 'LATE' },
  });
  await save(owner, 'Near');
  const rename = { params: { viewId }, body: { ...command(), name: 'near' } };
  expect((await app.refuse(changeView, rename, owner.token)).code).toBe('view.nameTaken');
  const wrong = [
    [{ light: ['purple'] }, 'filters.light'],
    [{ sort: 'random' }, 'filters.sort'],
    [{ nonsense: '1' }, 'filters'],
  ] as const;
  for (const [filters, field] of wrong) {
    const body = { ...command(), name: 'x', filters: filters as never };
    const refused = await app.refuse(saveView, { body }, owner.token);
    expect(refused).toMatchObject({ code: 'input.invalid', status: 400 });
    expect(refused.errors?.[0]?.field).toContain(field);
  }
  for (let n = 2; n < maxSavedViews; n += 1) await save(owner, `view ${n}`);
  const full = { ...command(), name: 'one more', filters: {} };
  expect(await app.refuse(saveView, { body: full }, owner.token)).toMatchObject({
    code: 'view.tooMany',
    params: { max: maxSavedViews },
  });
  expect(await list(owner)).toHaveLength(maxSavedViews);
});

test('filters of another version that no longer fit are passed over', async () => {
  const owner = await someone();
  await save(owner, '旧', { q: '路灯' });
  await app.db
    .updateTable('matter.saved_views')
    .set({ query: 'q=%E8%B7%AF%E7%81%AF&light=purple&colour=1&stage=handling&stage=checking' })
    .where('account_id', '=', owner.id)
    .execute();
  expect((await list(owner))[0]?.filters).toEqual({ q: '路灯', stage: ['handling', 'checking'] });
});
