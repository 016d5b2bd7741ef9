import { newMatterCode } from '@heliu/contract/matter/code';
import { typeName } from '../city/index.ts';
import type { SeededPhoto, StoredPicture } from '../evidence/index.ts';
import type { PastInspection } from '../joint/index.ts';
import { type MatterStory, planRegistration, receivingCentre } from '../matter/index.ts';
import type { PlannedPlace } from '../patrol/index.ts';
import type { InspectionStory } from './inspection-stories.ts';
import { randomFrom, uuidFrom } from './random.ts';
import { type Stage, streetScene } from './residents.ts';
import { goOn } from './story.ts';

interface OfFinding {
  readonly name: string;
  readonly no: number;
  readonly item: string;
}

/** The same finding gives the same matter. */
export const matterIdOf = ({ name, no, item }: OfFinding, at: number): string =>
  uuidFrom(randomFrom(`inspection ${name} ${no} ${item}`), at);

interface Found {
  readonly matterId: string;
  readonly at: number;
  readonly by: number;
  /** Patrol plan whose checklist was answered, and the item. */
  readonly checklist: string | undefined;
  readonly item: string;
  readonly description: string;
  readonly place: PlannedPlace;
  readonly photos: number;
}

export interface ToldInspection {
  readonly story: InspectionStory;
  readonly past: PastInspection;
}

/** Matters that findings of the stories became. */
export const mattersFound = (
  stage: Stage,
  told: readonly ToldInspection[],
  places: readonly PlannedPlace[],
): MatterStory[] =>
  told.flatMap(({ story, past }) =>
    story.reports.flatMap(({ no, unit, raised = {} }, index) => {
      const report = past.reports[index];
      const at = past.places[no - 1];
      const place = places.find(({ code }) => at !== undefined && at.kind !== 'address' && at.code === code);
      const checklist = story.units.find((one) => one.unit === unit)?.checklist;
      return Object.entries(raised).flatMap(([item, description]) => {
        const done = report?.raised?.[item];
        if (done === undefined || place === undefined) return [];
        const photos = report?.photos?.[item]?.length ?? 0;
        const story = foundMatter(stage, { ...done, checklist, item, description, place, photos });
        return story === undefined ? [] : [story];
      });
    }),
  );

/** What a finding became, and what was done with it since; undefined where the city asks other things. */
function foundMatter(stage: Stage, found: Found): MatterStory | undefined {
  const { city, until } = stage;
  const { matterId, at, by, place } = found;
  const plan = city.pack.patrol.plans.find(({ code }) => code === found.checklist);
  const item = plan?.checklist.find(({ code }) => code === found.item);
  const where = city.findPlace(place.placeCode);
  if (item === undefined || item.answer === 'text' || item.type === undefined || where === undefined)
    return undefined;
  const random = randomFrom(matterId);
  const registration = {
    commandId: uuidFrom(random, at),
    endpoint: 'inspection.raise',
    typeCode: item.type,
    requestKind: 'report' as const,
    channel: city.pack.patrol.inspectionChannel ?? city.pack.channels[0]?.code ?? '',
    title: `${typeName(item.type, city).zh} · ${place.name.zh}`,
    description: found.description,
    place: where,
    position: place.position,
    address: place.name.zh,
    answers: { ...item.answers },
    fileIds: Array.from({ length: found.photos }, () => uuidFrom(random, at)),
    actor: {
      kind: 'staff' as const,
      accountId: String(by),
      roles: ['operator' as const],
      unitIds: [],
      reporterId: null,
    },
    accountId: by,
    reporter: null,
    receiptCode: null,
    centreUnitId: receivingCentre(city, where, 'township'),
  };
  const ids = { matterId, code: newMatterCode(random.bytes(8)), reportId: uuidFrom(random) };
  const { change } = planRegistration(city, registration, ids, at);
  return goOn(streetScene(stage), change, random, until);
}

/** Photos of findings, each showing one of the drawn pictures. */
export const photosOfFindings = (
  { reports }: PastInspection,
  pictures: readonly StoredPicture[],
): SeededPhoto[] =>
  reports.flatMap(({ at, by, photos = {} }) =>
    Object.values(photos).flatMap((ids) =>
      ids.map((id) => ({ id, at, accountId: by, picture: randomFrom(id).pick(pictures) })),
    ),
  );
