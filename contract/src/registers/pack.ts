import { z } from 'zod';
import { Slug, TypeCode } from '../city/matter-type.ts';
import { Text } from '../text.ts';

const Named = z.strictObject({ code: Slug, name: Text });

/** A kind of help that people ask for, named as the service it is, never as a trait of whoever gets it. */
export const SupportKind = z.strictObject({
  code: Slug,
  name: Text,
  description: Text,
  /** What a visit may be handed on as, a matter of one of these types. */
  referrals: z.array(TypeCode).max(6).default([]),
});
export type SupportKind = z.infer<typeof SupportKind>;

/** `registers.yaml` of a city pack: what the registers of places and matters hold. A city without it keeps none. */
export const Registers = z.strictObject({
  premises: z.strictObject({
    kinds: z.array(Named).max(20),
    /** How long a contact of a premises is kept before it is recorded anew or erased. */
    contactDays: z.int().min(1).max(730),
  }),
  /** Types of matters that are disputes. */
  disputes: z.array(TypeCode).max(60),
  support: z.strictObject({
    kinds: z.array(SupportKind).max(20),
    /** For how long one consent holds at most. */
    consentDays: z.int().min(1).max(730),
  }),
});
export type Registers = z.infer<typeof Registers>;

export const noRegisters: Registers = {
  premises: { kinds: [], contactDays: 365 },
  disputes: [],
  support: { kinds: [], consentDays: 365 },
};
