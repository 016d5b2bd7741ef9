import { z } from 'zod';

/** Roles of people on the platform; each is held in a scope: a place of the division tree, or a unit. */
export const roles = [
  'resident',
  'officer',
  'operator',
  'handler',
  'verifier',
  'supervisor',
  'leader',
  'administrator',
] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/**
 * Permission → roles that hold it. A permission opens the endpoint; which rows it reaches is decided by
 * `visible` and `can` in the capability's policy.
 */
export const permissions = {
  'account.manage': ['administrator'],
  'city.import': ['administrator'],
  'city.read': ['officer', 'operator', 'handler', 'verifier', 'supervisor', 'leader', 'administrator'],
  'grid.manage': ['administrator'],
  'enrolment.read': ['officer', 'operator', 'handler', 'verifier', 'supervisor', 'leader', 'administrator'],
  'enrolment.appoint': ['supervisor', 'administrator'],
  'matter.report': ['resident', 'officer', 'operator'],
  'matter.register': ['officer', 'operator'],
  'matter.reveal': ['officer', 'operator', 'handler', 'verifier', 'supervisor'],
  'matter.read': ['resident', 'officer', 'operator', 'handler', 'verifier', 'supervisor', 'leader'],
  'matter.triage': ['operator', 'supervisor'],
  'matter.assign': ['operator', 'handler', 'supervisor'],
  'matter.verify': ['officer', 'operator', 'verifier'],
  'matter.handle': ['handler', 'officer', 'operator'],
  'matter.handleOnSpot': ['officer', 'operator'],
  'matter.check': ['verifier', 'operator'],
  'matter.suspend': ['handler', 'operator', 'officer'],
  'matter.approve': ['supervisor'],
  'matter.review': ['supervisor', 'leader'],
  'matter.reopen': ['resident', 'operator', 'supervisor'],
  'matter.rate': ['resident'],
  'matter.comment': ['resident', 'officer', 'operator', 'handler', 'verifier', 'supervisor', 'leader'],
  'queue.read': ['officer', 'operator', 'handler', 'verifier', 'supervisor', 'leader'],
  'statistics.read': ['operator', 'supervisor', 'leader'],
  'supervision.read': ['officer', 'operator', 'handler', 'verifier', 'supervisor', 'leader'],
  'supervision.issue': ['supervisor'],
  'supervision.urge': ['operator', 'supervisor', 'leader'],
  'supervision.instruct': ['leader'],
  'supervision.answer': ['officer', 'operator', 'handler'],
  'supervision.lift': ['supervisor', 'leader'],
  'supervision.bulletin': ['supervisor', 'leader'],
  'joint.read': ['officer', 'operator', 'handler', 'verifier', 'supervisor', 'leader'],
  'joint.call': ['operator', 'supervisor', 'leader'],
  'joint.answer': ['officer', 'operator', 'handler'],
  'joint.attend': ['operator', 'handler', 'supervisor', 'leader'],
  'joint.convene': ['operator', 'handler', 'supervisor', 'leader'],
  'joint.inspect': ['operator', 'supervisor', 'leader'],
  'organisation.represent': ['resident'],
  'organisation.read': ['operator', 'handler', 'supervisor', 'leader'],
  'organisation.verify': ['operator', 'supervisor'],
  'organisation.send': ['operator', 'handler', 'supervisor'],
  'patrol.visit': ['officer'],
  'patrol.read': ['operator', 'supervisor', 'leader'],
  'premises.read': ['officer', 'operator', 'supervisor', 'leader'],
  'premises.keep': ['officer', 'supervisor'],
  'premises.contact': ['officer', 'supervisor'],
  'premises.import': ['supervisor'],
  'premises.export': ['supervisor'],
  'dispute.read': ['officer', 'operator', 'handler', 'verifier', 'supervisor', 'leader'],
  'support.keep': ['supervisor'],
  'support.contact': ['officer', 'supervisor'],
  'support.visit': ['officer'],
  'support.read': ['supervisor', 'leader'],
  'hotline.use': ['operator'],
  'mail.handle': ['operator'],
  'sign.print': ['operator', 'handler', 'supervisor', 'leader', 'administrator'],
  'audit.read': ['administrator'],
  'import.run': ['administrator'],
  'key.manage': ['administrator'],
  'notice.manage': ['administrator'],
  'webhook.manage': ['administrator'],
  'matter.export': ['operator', 'supervisor', 'leader'],
  'matter.exportPersonal': ['supervisor'],
  /** Held by API keys alone. */
  'open311.write': [],
  'open311.update': [],
} as const satisfies Record<`${string}.${string}`, readonly Role[]>;

export type Permission = keyof typeof permissions;

export const isPermission = (name: string): name is Permission => name in permissions;

/** Permissions that a set of roles holds. */
export function permissionsOf(held: Iterable<Role>): Set<Permission> {
  const mine = new Set(held);
  const granted = new Set<Permission>();
  for (const name of Object.keys(permissions).filter(isPermission)) {
    if (permissions[name].some((role) => mine.has(role))) granted.add(name);
  }
  return granted;
}
