import { inject } from 'vitest';
import { type Caller, callerOf, takeOver } from './api.ts';
import { type Login, type Visit, visit, type VisitOptions } from './browser.ts';

export type Worker = Login;

/** Where the journeys take place: a subdistrict of Hechuan, a community of it, and their district. */
export const places = { district: '500117', township: '500117001', community: '500117001024' } as const;

let administrator: Promise<Caller> | undefined;

interface Post {
  readonly role: 'officer' | 'operator' | 'handler' | 'verifier' | 'supervisor' | 'leader';
  readonly over: { readonly kind: 'place' | 'unit'; readonly code: string };
  readonly unit: string;
  readonly name: string;
}

let opened = 0;

/** A member of staff with an account of their own, who has chosen a password already. */
export async function staff({ role, over, unit, name }: Post): Promise<Worker> {
  const address = inject('address');
  const { login, password } = inject('administrator');
  administrator ??= callerOf(address, login, password);
  opened += 1;
  const worker = { login: `${role}-${process.pid}-${opened}`, password: 'bridge lantern river' };
  const first = 'first password of a worker';
  await (
    await administrator
  ).send('POST', '/api/accounts', {
    login: worker.login,
    displayName: name,
    email: null,
    language: 'zh',
    password: first,
    unitCode: unit,
    roles: [{ role, scope: over }],
  });
  await takeOver(address, worker.login, first, worker.password);
  return worker;
}

/** The centre of the subdistrict, which accepts, dispatches and checks. */
export const centre = `centre-${places.township}`;

/** A member of staff of that centre. */
export const ofCentre = (
  role: 'operator' | 'verifier' | 'supervisor' | 'leader',
  name: string,
): Promise<Worker> => staff({ role, over: { kind: 'place', code: places.township }, unit: centre, name });

/** Somebody who handles what a department is given. */
export const ofUnit = (unit: string, name: string): Promise<Worker> =>
  staff({ role: 'handler', over: { kind: 'unit', code: unit }, unit, name });

/** A page of the console, before somebody who has signed in. */
export async function desk(worker: Worker, path = '/console', options: VisitOptions = {}): Promise<Visit> {
  const one = await visit(path, { ...options, as: worker });
  await atDesk(one);
  return one;
}

/** Signs in as people do. */
export async function signIn(one: Visit, { login, password }: Worker): Promise<void> {
  const { page } = one;
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

export async function atDesk({ page }: Visit): Promise<void> {
  await page.getByRole('button', { name: /^账号菜单/ }).waitFor();
}
