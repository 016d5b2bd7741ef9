import type { CopyState } from '@heliu/contract/organisation/copy';
import { checkSign } from '@heliu/contract/organisation/credit-code';
import type { OrganisationKind } from '@heliu/contract/organisation/organisation';
import { type City, districtPath, placeOfGrid } from '../city/index.ts';
import type { Trx } from '../kernel/db.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { giveToOrganisation } from '../matter/index.ts';
import { enterCircular, enterOrganisation, type PastOrganisation } from '../organisation/index.ts';
import { insertAccounts } from '../people/index.ts';
import { demoResident } from './accounts.ts';
import { storyId } from './story-id.ts';
import { hourMs } from './timing.ts';

export interface OrganisationSetting {
  readonly city: City;
  readonly accountIds: ReadonlyMap<string, number>;
  readonly until: number;
}

interface Story {
  readonly key: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly person: string;
  readonly noCodeReason?: string;
  readonly waits?: true;
}

/** Invented organisations of the first town; the demo's resident speaks for the first and for one that waits. */
const stories: readonly Story[] = [
  { key: 'food', name: '示例清泉食品有限公司', kind: 'enterprise', person: '演示居民' },
  { key: 'school', name: '示例第二小学', kind: 'school', person: '示例甲' },
  { key: 'shop', name: '示例老街面馆', kind: 'shop', person: '示例乙' },
  { key: 'volunteers', name: '示例邻里互助协会', kind: 'civicOrg', person: '示例丙' },
  { key: 'clinic', name: '示例康宁口腔诊所', kind: 'clinic', person: '示例丁', waits: true },
  {
    key: 'owners',
    name: '示例花园业主委员会',
    kind: 'other',
    person: '演示居民',
    noCodeReason: '业主委员会，未办理登记',
    waits: true,
  },
];

interface Sent {
  readonly key: string;
  readonly kind: 'notice' | 'order';
  readonly title: string;
  readonly body: string;
  readonly hoursAgo: number;
  readonly dueHours?: number;
  readonly copies: readonly { readonly to: string; readonly state: CopyState; readonly words?: string }[];
}

const circulars: readonly Sent[] = [
  {
    key: 'fire',
    kind: 'order',
    title: '冬季消防安全自查',
    body: '请对照清单自查疏散通道、灭火器和用电线路，发现问题立即整改，并在期限前上传自查结果和照片。',
    hoursAgo: 120,
    dueHours: -20,
    copies: [
      { to: 'food', state: 'sentBack', words: '已自查，灭火器均在有效期内。' },
      { to: 'school', state: 'accepted', words: '三栋教学楼已自查完毕，通道畅通。' },
      { to: 'shop', state: 'read' },
      { to: 'volunteers', state: 'answered', words: '活动室已自查，更换了一个插线板。' },
    ],
  },
  {
    key: 'frost',
    kind: 'order',
    title: '低温天气管道防冻检查',
    body: '未来三天气温较低，请检查室外水管保温和供暖设备，并答复检查情况。',
    hoursAgo: 10,
    dueHours: 62,
    copies: [
      { to: 'food', state: 'sent' },
      { to: 'school', state: 'acknowledged' },
      { to: 'shop', state: 'sent' },
    ],
  },
  {
    key: 'water',
    kind: 'notice',
    title: '周末分段停水通知',
    body: '因管网改造，本周六 9:00 至 17:00 分段停水，请提前储水。',
    hoursAgo: 30,
    copies: [
      { to: 'food', state: 'acknowledged' },
      { to: 'school', state: 'read' },
      { to: 'shop', state: 'sent' },
      { to: 'volunteers', state: 'read' },
    ],
  },
];

/** The same in every load of a city. */
const idOf = (city: City, key: string): string => storyId(city.pack.code, 'organisation', key);

/** A code of invented organisations: of the form of a real one, with a number that none has. */
function codeOf(city: City, index: number): string {
  const division = /^\d{6}$/.test(city.pack.districtCode) ? city.pack.districtCode : '500117';
  const start = `91${division}MA0000${String(index).padStart(3, '0')}`;
  return `${start}${checkSign(start) ?? ''}`;
}

/** Accounts of those who speak for the organisations; nobody signs in with them. */
async function giveAccounts(
  trx: Trx,
  { city, accountIds, until }: OrganisationSetting,
): Promise<Map<string, number>> {
  const resident = accountIds.get(demoResident);
  const people = [...new Set(stories.map(({ person }) => person))];
  const made = people.slice(resident === undefined ? 0 : 1);
  const ids = await insertAccounts(
    trx,
    made.map((displayName, index) => ({
      kind: 'resident' as const,
      login: `organisation-${index + 1}@demo.heliu.test`,
      displayName,
      email: null,
      phone: null,
      passwordHash: null,
      mustChangePassword: false,
      language: 'zh' as const,
      unitCode: null,
      homePath: districtPath(city) ?? '',
      grants: [],
    })),
    { at: until - 800 * hourMs, accountId: null },
  );
  const known = new Map(made.map((name, index) => [name, ids[index] ?? 0]));
  if (resident !== undefined) known.set(people[0] ?? '', resident);
  return known;
}

/** The first town with a centre, whose operator verifies and sends. */
function townOf({ city, accountIds }: OrganisationSetting) {
  const town = city.pack.divisions.find(({ level }) => level === 'township');
  const centre = city.pack.units.find(
    ({ kind, divisionCode }) => kind === 'centre' && divisionCode === town?.code,
  );
  const grids = city.pack.grids.filter(({ path }) => town !== undefined && path.startsWith(`${town.path}/`));
  const by = accountIds.get(`operator-${town?.code ?? ''}-1`) ?? accountIds.get('operator-01');
  return town === undefined || centre === undefined || grids.length === 0 || by === undefined
    ? undefined
    : { centre: centre.code, grids, by };
}

async function enterAll(trx: Trx, setting: OrganisationSetting): Promise<void> {
  const { city, until } = setting;
  const town = townOf(setting);
  if (town === undefined) return;
  const people = await giveAccounts(trx, setting);
  const speaker = (key: string): number =>
    people.get(stories.find((story) => story.key === key)?.person ?? '') ?? 0;
  for (const [index, { key, name, kind, noCodeReason, waits }] of stories.entries()) {
    const grid = town.grids[(index * 7) % town.grids.length];
    if (grid === undefined) continue;
    const registeredAt = until - (waits === true ? 6 + index : 700 - index * 20) * hourMs;
    const past: PastOrganisation = {
      id: idOf(city, key),
      name,
      creditCode: noCodeReason === undefined ? codeOf(city, index + 1) : null,
      noCodeReason: noCodeReason ?? null,
      kind,
      place: placeOfGrid(grid),
      address: `示例路 ${index + 1} 号`,
      contact: { name: '联系人', phone: `023-4200010${index}` },
      registered: { at: registeredAt, by: speaker(key) },
    };
    await enterOrganisation(trx, city, {
      ...past,
      ...(waits === true ? {} : { verified: { at: registeredAt + 20 * hourMs, by: town.by } }),
    });
  }
  for (const { key, kind, title, body, hoursAgo, dueHours, copies } of circulars) {
    const at = until - hoursAgo * hourMs;
    await enterCircular(trx, city, {
      id: idOf(city, `circular ${key}`),
      kind,
      title,
      body,
      unitId: town.centre,
      dueAt: dueHours === undefined ? null : until + dueHours * hourMs,
      sent: { at, by: town.by },
      copies: copies.map(({ to, state, words }) => ({
        organisationId: idOf(city, to),
        state,
        at: state === 'sent' ? at : at + 4 * hourMs,
        ...(words === undefined ? {} : { answer: { words, by: speaker(to) } }),
        ...(state === 'sentBack'
          ? { decision: { words: '请补充疏散通道的照片。', at: at + 8 * hourMs } }
          : {}),
        ...(state === 'accepted' ? { decision: { words: '合格。', at: at + 8 * hourMs } } : {}),
      })),
    });
  }
  // What was reported nameless at the desks of the centre becomes demands of the first organisation.
  await giveToOrganisation(trx, {
    organisationId: idOf(city, 'food'),
    centreUnitId: town.centre,
    channels: city.pack.channels.filter(({ by }) => by === 'operator').map(({ code }) => code),
    most: 4,
  });
}

/** Enters the demo's organisations, once a database. */
export async function loadOrganisations(kernel: Kernel, setting: OrganisationSetting): Promise<void> {
  const { db } = kernel;
  const { organisations: there } = await db
    .selectFrom('demo.loads')
    .select('organisations')
    .executeTakeFirstOrThrow();
  if (there) return;
  await db.transaction().execute(async (trx) => {
    await enterAll(trx, setting);
    await trx.updateTable('demo.loads').set({ organisations: true }).execute();
  });
}
