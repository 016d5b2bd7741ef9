import { inject } from 'vitest';
import { type Caller, callerOf, takeOver } from './api.ts';
import { type Visit, visit, type VisitOptions } from './browser.ts';

export interface Worker {
  readonly login: string;
  readonly password: string;
}

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

/** The desk of somebody who has signed in at the page for it. */
export async function desk(worker: Worker, options: VisitOptions = {}): Promise<Visit> {
  const one = await visit('/console', options);
  await signIn(one, worker);
  await one.page.getByRole('button', { name: /^账号菜单/ }).waitFor();
  return one;
}

export async function signIn({ page }: Visit, { login, password }: Worker): Promise<void> {
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}
