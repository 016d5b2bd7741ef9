import { randomUUID } from 'node:crypto';
import { registerMatter } from '@heliu/contract/matter';
import { getClosing, listCounted } from '@heliu/contract/statistics';
import { expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount } from '../../test/factories.ts';
import { testApp } from '../../test/harness.ts';
import { readPack } from '../../test/packs.ts';

test('where codes nest, places keep their codes and names down to the grid, and each opens its matters', async () => {
  const app = await testApp();
  const pack = readPack('hechuan');
  await giveCity(app, pack);
  const operator = await giveAccount(app, { grants: [{ role: 'operator', place: '500117' }] });
  const type = pack.types.find(({ questions, exited }) => questions.length === 0 && exited === null);
  const channel = pack.channels.find(({ by }) => by === 'operator')?.code ?? '';
  // Two communities of two towns share their last three digits.
  for (const placeCode of ['500117001005001', '500117001005002', '500117002005001', '500117001']) {
    const typeCode = type?.code ?? '';
    const facts = {
      typeCode,
      requestKind: 'report',
      title: '路面破损',
      channel,
      place: { placeCode },
    } as const;
    await app.call(registerMatter, { body: { commandId: randomUUID(), ...facts } }, operator.token);
  }
  const groupsOf = async (place?: string) => {
    const query = { by: 'place' as const, ...(place === undefined ? {} : { place }) };
    const { groups } = await app.call(getClosing, { query }, operator.token);
    return groups.map(({ key, name, figures }) => [key, name.zh, figures.registered]);
  };
  const nameOf = (code: string) =>
    [...pack.divisions, ...pack.grids].find((place) => place.code === code)?.name.zh;
  const expected = (...rows: [string, number][]) => rows.map(([code, count]) => [code, nameOf(code), count]);
  expect(await groupsOf()).toEqual(expected(['500117001', 3], ['500117002', 1]));
  expect(await groupsOf('500117001')).toEqual(expected(['500117001', 1], ['500117001005', 2]));
  expect(await groupsOf('500117001005')).toEqual(expected(['500117001005001', 1], ['500117001005002', 1]));
  const counted = async (place: string, key: string) => {
    const query = { by: 'place' as const, figure: 'registered' as const, place, key };
    return (await app.call(listCounted, { query }, operator.token)).rows.length;
  };
  expect(await counted('500117', '500117001')).toBe(3);
  expect(await counted('500117001', '500117001005')).toBe(2);
  expect(await counted('500117001', '500117001')).toBe(1);
});
