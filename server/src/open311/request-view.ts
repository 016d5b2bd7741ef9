import type { Outcome, Stage } from '@heliu/contract/matter/model';
import { isFinal } from '@heliu/contract/matter/model';
import type { Language, Text } from '@heliu/contract/text';
import { type RawBuilder, sql } from 'kysely';
import { centresOf, type City, lineAbove } from '../city/index.ts';
import { fromStored, publicDue, type StoredMatter } from '../matter/index.ts';
import type { Fields } from './shape.ts';
import { outcomeTexts, stageTexts } from './texts.ts';
import { instantText } from './time.ts';

export interface StoredRequest {
  readonly id: string;
  readonly code: string;
  readonly type_code: string;
  readonly stage: Stage;
  readonly outcome: Outcome | null;
  readonly division_code: string;
  readonly registered_at: Date;
  readonly changed_at: Date;
  readonly closed_at: Date | null;
  readonly holder_unit_id: string;
  readonly state: StoredMatter;
  /** Only of a request that the asking key sent itself. */
  readonly own: boolean;
  readonly text: string | null;
  readonly address: string | null;
  readonly lng: number | null;
  readonly lat: number | null;
}

/** What was told with a report is read for the key alone that sent it. */
export const rowsAs = (accountId: number | null): RawBuilder<unknown> => sql`
  SELECT m.id, m.code, m.type_code, m.stage, m.outcome, m.division_code, m.registered_at, m.changed_at, m.closed_at,
    m.holder_unit_id, m.state, r.text IS NOT NULL AS own, r.text,
    CASE WHEN r.text IS NOT NULL THEN m.address END AS address,
    CASE WHEN r.text IS NOT NULL THEN m.lng END AS lng, CASE WHEN r.text IS NOT NULL THEN m.lat END AS lat
  FROM matter.matters m LEFT JOIN LATERAL (SELECT r.text FROM matter.reports r
    WHERE r.matter_id = m.id AND r.account_id = ${accountId}::bigint ORDER BY r.created_at LIMIT 1) r ON true`;

const statusNotes = (stage: Stage, outcome: Outcome | null): Text =>
  stage === 'closed' && outcome !== null ? outcomeTexts[outcome] : stageTexts[stage];

/** Names from the community outward, as the standard asks; in Chinese, as it is written there, the other way. */
function placeText(city: City, divisionCode: string, language: Language): string {
  const names = lineAbove(city, divisionCode).map(({ name }) => name[language]);
  return language === 'zh' ? names.join('') : names.toReversed().join(', ');
}

const rounded = (degrees: number): number => Number(degrees.toFixed(6));
const mostCharacters = 4000;

export function requestFields(row: StoredRequest, city: City, language: Language): Fields {
  const type = city.index.types.get(row.type_code) ?? city.former.types.get(row.type_code);
  const centre = centresOf(city).get(row.division_code);
  const [lng, lat] = row.lng === null || row.lat === null ? (centre ?? [null, null]) : [row.lng, row.lat];
  const due = publicDue(fromStored(row.state));
  const updatedAt = row.stage === 'closed' ? (row.closed_at ?? row.changed_at) : row.changed_at;
  return {
    service_request_id: row.code,
    status: isFinal(row.stage) ? 'closed' : 'open',
    status_notes: statusNotes(row.stage, row.outcome)[language],
    service_name: type?.name[language] ?? row.type_code,
    service_code: row.type_code,
    description: row.text === null ? null : row.text.slice(0, mostCharacters),
    agency_responsible: city.index.units.get(row.holder_unit_id)?.name[language] ?? null,
    service_notice: null,
    requested_datetime: instantText(row.registered_at, city),
    updated_datetime: instantText(updatedAt, city),
    expected_datetime: due === null ? null : instantText(due, city),
    address: row.address ?? placeText(city, row.division_code, language),
    address_id: row.division_code,
    zipcode: null,
    lat: lat === null ? null : rounded(lat),
    long: lng === null ? null : rounded(lng),
    media_url: null,
  };
}
