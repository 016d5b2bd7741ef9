import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Db, Trx } from '../kernel/db.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { networkOf } from '../kernel/network.ts';
import type { Secrets } from '../kernel/secret.ts';
import { type Charge, charge, forget, type Limit, refund } from './attempts.ts';
import type { Cookies } from './cookies.ts';
import { hashToken } from './token.ts';

const minute = 60_000;
const hour = 60 * minute;
export const deviceDays = 90;

/** Wrong answers for one account from one place: a device its owner uses, or else a network address. */
const perSource: Limit = { free: 5, windowMs: 15 * minute, baseMs: 30_000, maxMs: 15 * minute };
/** Wrong answers for one account from everywhere its owner has never been. */
const perAccount: Limit = { free: 30, windowMs: hour, baseMs: minute, maxMs: hour };
/** Wrong answers from one address, whatever the account. */
const perNetwork: Limit = { free: 50, windowMs: 15 * minute, baseMs: minute, maxMs: hour };

/** Codes sent to one address at the wish of one place. */
const codesPerSource: Limit = { free: 3, windowMs: 15 * minute, baseMs: minute, maxMs: 15 * minute };
/** Codes sent to one address at the wish of everywhere its owner has never been: nobody is flooded with mail. */
const codesPerContact: Limit = { free: 10, windowMs: 24 * hour, baseMs: hour, maxMs: 24 * hour };
const codesPerNetwork: Limit = { free: 20, windowMs: hour, baseMs: minute, maxMs: hour };
/** Text messages cost money: the most that strangers can make the city spend. */
const textsInAll: Limit = { free: 300, windowMs: hour, baseMs: minute, maxMs: 10 * minute };

interface Visit {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly clientAddress: string;
}

/** A try that has been let through; `passed` when it was right, nothing when it was wrong. */
export interface Admission {
  passed(): Promise<void>;
}

export interface Guard {
  /**
   * Lets a try to prove oneself through, or not.
   * @param subject an account, or the login given where there is none: both count alike.
   * @throws Problem `request.tooMany`.
   */
  admit(proof: 'password' | 'totp', subject: Subject, visit: Visit): Promise<Admission>;
  /** Lets a code be sent, or not. @throws Problem `request.tooMany`. */
  admitCode(wish: CodeWish, visit: Visit): Promise<void>;
  /** Notes that the owner of an account uses this device and network. */
  remember(trx: Trx | Db, accountId: number, visit: Visit): Promise<void>;
  /** Whether the owner of an account has signed in from this device, or from this network. */
  knows(accountId: number | undefined, visit: Visit): Promise<'device' | 'network' | undefined>;
}

export interface CodeWish {
  readonly purpose: string;
  readonly contact: string;
  readonly by: 'mail' | 'sms';
  readonly accountId: number | undefined;
}

export interface Subject {
  readonly accountId: number | undefined;
  readonly login: string;
}

const networkMac = (secrets: Secrets, accountId: number, visit: Visit): Buffer =>
  secrets.mac('known network', String(accountId), networkOf(visit.clientAddress));

/** Whether the owner of an account has signed in before from a visit's device, or at least from its network. */
const recogniser =
  ({ db, clock }: Kernel, secrets: Secrets, cookies: Cookies): Guard['knows'] =>
  async (accountId, visit) => {
    if (accountId === undefined) return undefined;
    const device = cookies.device(visit.request);
    const rows = await db
      .selectFrom('people.known_devices')
      .select('device_hash')
      .where('account_id', '=', accountId)
      .where('seen_at', '>', new Date(clock.now() - deviceDays * 24 * hour))
      .where((eb) =>
        eb.or([
          eb('network_mac', '=', networkMac(secrets, accountId, visit)),
          ...(device === undefined ? [] : [eb('device_hash', '=', hashToken(device))]),
        ]),
      )
      .execute();
    if (device !== undefined && rows.some((row) => row.device_hash.equals(hashToken(device))))
      return 'device';
    return rows.length > 0 ? 'network' : undefined;
  };

/**
 * Slows guessing down without giving strangers a way to lock anybody out: what is tried from a device or network where
 * the owner has signed in before is counted apart from what everybody else tries. docs/access.md explains it.
 */
export function createGuard(kernel: Kernel, secrets: Secrets, cookies: Cookies): Guard {
  const { db, clock } = kernel;
  const knows = recogniser(kernel, secrets, cookies);
  return {
    knows,
    admit: async (proof, subject, visit) => {
      const network = networkOf(visit.clientAddress);
      const who = subject.accountId === undefined ? `login ${subject.login}` : `account ${subject.accountId}`;
      const known = await knows(subject.accountId, visit);
      const source =
        known === 'device' ? `device ${cookies.device(visit.request) ?? ''}` : `network ${network}`;
      const own: Charge = { key: secrets.mac('attempts', proof, who, source), limit: perSource };
      const strangers: Charge[] =
        known === undefined
          ? [
              { key: secrets.mac('attempts', proof, who, 'strangers'), limit: perAccount },
              { key: secrets.mac('attempts', proof, 'network', network), limit: perNetwork },
            ]
          : [];
      await charge(db, [own, ...strangers], clock.now());
      return {
        passed: async () => {
          await forget(db, own);
          if (strangers.length > 0) await refund(db, strangers);
        },
      };
    },
    admitCode: async ({ purpose, contact, by, accountId }, visit) => {
      const network = networkOf(visit.clientAddress);
      const known = await knows(accountId, visit);
      const key = (...parts: string[]) => secrets.mac('codes', ...parts);
      const charges: Charge[] = [{ key: key(purpose, contact, network), limit: codesPerSource }];
      if (known === undefined) {
        charges.push(
          { key: key(purpose, contact, 'strangers'), limit: codesPerContact },
          { key: key('network', network), limit: codesPerNetwork },
        );
        if (by === 'sms') charges.push({ key: key('texts'), limit: textsInAll });
      }
      await charge(db, charges, clock.now());
    },
    remember: async (trx, accountId, visit) => {
      const seen_at = new Date(clock.now());
      const device = cookies.keepDevice(visit.request, visit.reply);
      await trx
        .insertInto('people.known_devices')
        .values({
          account_id: accountId,
          device_hash: hashToken(device),
          network_mac: networkMac(secrets, accountId, visit),
          seen_at,
        })
        .onConflict((conflict) =>
          conflict.columns(['account_id', 'device_hash', 'network_mac']).doUpdateSet({ seen_at }),
        )
        .execute();
    },
  };
}
