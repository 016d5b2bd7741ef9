import { createHash } from 'node:crypto';
import type { LegalYear } from '@heliu/contract/city-api';
import type { CityPack } from '@heliu/contract/city/pack';
import type { Grid } from '@heliu/contract/city/place';
import type { Calendar } from '@heliu/contract/deadline/calendar';
import { noHotlineDesk } from '@heliu/contract/hotline/desk';
import { noJointDuties } from '@heliu/contract/joint/duty';
import { plainMailDesk } from '@heliu/contract/mails/desk';
import { noNotices } from '@heliu/contract/notices/rule';
import { noPatrol } from '@heliu/contract/patrol/plan';
import { noRegisters } from '@heliu/contract/registers/pack';
import { noSupervision } from '@heliu/contract/supervision/ladder';
import { canonical, type Entry } from './entry.ts';
import { editsOf, followersOf, withFollowers } from './grid-edit.ts';
import { legalYearKind, withYears } from './legal-year.ts';

/** Lists of the pack whose members have codes of their own and are compared one by one. */
const listed = {
  divisions: 'division',
  grids: 'grid',
  landmarks: 'landmark',
  units: 'unit',
  staff: 'staff',
  classes: 'class',
  types: 'type',
  routing: 'rule',
  replyTemplates: 'template',
} as const satisfies Partial<Record<keyof CityPack, string>>;
type Listed = keyof typeof listed;
const isListed = (key: string): key is Listed => key in listed;

const codeOf = (member: CityPack[Listed][number]): string => ('login' in member ? member.login : member.code);

/** Takes a pack apart into entries. Order within a list is kept in the entry `order:<list>`. */
export function entriesOf(pack: CityPack): Entry[] {
  const entries: Entry[] = [];
  for (const [key, value] of Object.entries(pack)) {
    if (!isListed(key)) {
      entries.push({ kind: 'setting', code: key, document: value });
      continue;
    }
    const members: readonly CityPack[Listed][number][] = pack[key];
    entries.push({ kind: 'order', code: key, document: members.map(codeOf) });
    for (const member of members) entries.push({ kind: listed[key], code: codeOf(member), document: member });
  }
  return entries;
}

/** The calendar as the pack gave it. */
export function calendarOf(entries: readonly Entry[]): Calendar {
  const found = entries.find(({ kind, code }) => kind === 'setting' && code === 'calendar');
  if (found === undefined) throw new Error('The entries of the city hold no calendar.');
  return found.document as Calendar;
}

/** Legal years that were entered by hand. */
export const yearsOf = (entries: readonly Entry[]): LegalYear[] =>
  entries.filter(({ kind }) => kind === legalYearKind).map(({ document }) => document as LegalYear);

export const gridsIn = (entries: readonly Entry[]): Grid[] =>
  entries.filter(({ kind }) => kind === listed.grids).map(({ document }) => document as Grid);

/** Puts the entries in force together again, with the legal years and changes of grids made by hand. */
export function packOf(entries: readonly Entry[]): CityPack {
  const pack = assemble(entries);
  const calendar = withYears(calendarOf(entries), yearsOf(entries));
  const codes = new Set(pack.grids.map(({ code }) => code));
  return withFollowers(
    // A city that was imported before packs had notices decides nothing about them.
    { ...pack, notices: pack.notices ?? noNotices, calendar },
    followersOf(editsOf(entries), (code) => codes.has(code)),
  );
}

/** The pack as its entries have it, for changing it: what officers and rules name is not led on. */
export function assemble(entries: readonly Entry[]): CityPack {
  const byKind = Map.groupBy(entries, (entry) => entry.kind);
  // Cities that were imported before there were ladders, duty lists, patrol plans, answers and registers have none,
  // and tell whoever writes in plain words.
  const pack: Record<string, unknown> = {
    supervision: noSupervision,
    jointDuties: noJointDuties,
    patrol: noPatrol,
    hotlineDesk: noHotlineDesk,
    registers: noRegisters,
    mailDesk: plainMailDesk,
  };
  for (const { code, document } of byKind.get('setting') ?? []) pack[code] = document;
  for (const { code, document } of byKind.get('order') ?? []) {
    if (!isListed(code) || !Array.isArray(document)) continue;
    const members = new Map((byKind.get(listed[code]) ?? []).map((entry) => [entry.code, entry.document]));
    pack[code] = document.map((member) => members.get(String(member)));
  }
  // Entries were checked when they were imported; parsing 3,600 outlines again would cost a second at every start.
  return pack as CityPack;
}

export const hashOf = (entries: readonly Entry[]): string => {
  const hash = createHash('sha256');
  for (const { kind, code, document } of entries.toSorted((a, b) =>
    `${a.kind} ${a.code}` < `${b.kind} ${b.code}` ? -1 : 1,
  )) {
    hash.update(`${kind} ${code} ${canonical(document)}\n`);
  }
  return hash.digest('hex');
};
