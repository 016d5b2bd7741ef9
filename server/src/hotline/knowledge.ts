import { isTold, type KnowledgeEntry } from '@heliu/contract/hotline/desk';
import type { EndpointInput } from '@heliu/contract/endpoint';
import { isoInZone } from '@heliu/contract/deadline/local-time';
import type { findKnowledge, KnowledgeView } from '@heliu/contract/hotline';
import type { City } from '../city/index.ts';
import { gramsOf } from '../matter/index.ts';
import type { HotlineRoom } from './room.ts';

/** Entries that the city tells on the day of `at`. */
export function entriesTold({ pack }: City, at: number): KnowledgeEntry[] {
  const day = isoInZone(at, pack.timeZone).slice(0, 10);
  return pack.hotlineDesk.knowledge.filter((entry) => isTold(entry, day));
}

const plain = (texts: readonly string[]): string => texts.join('\n').normalize('NFKC').toLowerCase();

/** What was asked with is worth more in a title or a tag than somewhere in an answer. */
const weights = [4, 4, 1] as const;

const fieldsOf = ({ title, tags, answer, code }: KnowledgeEntry): string[] => [
  plain([title.zh, title.en, code]),
  plain([...tags.zh, ...tags.en]),
  plain([answer.zh, answer.en]),
];

/** At least half of what was asked has to be there, so that one common pair of signs does not bring everything. */
function scoreOf(entry: KnowledgeEntry, terms: readonly string[]): number {
  const fields = fieldsOf(entry);
  let score = 0;
  let met = 0;
  for (const term of terms) {
    const worth = Math.max(0, ...fields.map((field, i) => (field.includes(term) ? (weights[i] ?? 0) : 0)));
    score += worth;
    if (worth > 0) met += 1;
  }
  return met * 2 >= terms.length ? score : 0;
}

const viewOf = ({ code, kind, title, answer, type, validUntil, source }: KnowledgeEntry): KnowledgeView => ({
  code,
  kind,
  title,
  answer,
  typeCode: type ?? null,
  validUntil: validUntil ?? null,
  source,
});

/** Without words everything that is told, in the order of the pack. */
export function searchKnowledge(
  { city, kernel }: HotlineRoom,
  { q, kind, limit }: EndpointInput<typeof findKnowledge>['query'],
): KnowledgeView[] {
  const told = entriesTold(city.current(), kernel.clock.now()).filter(
    (entry) => kind === undefined || entry.kind === kind,
  );
  const terms = gramsOf(q);
  if (terms.length === 0) return q === '' ? told.slice(0, limit).map(viewOf) : [];
  return told
    .map((entry) => ({ entry, score: scoreOf(entry, terms) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ entry }) => viewOf(entry));
}
