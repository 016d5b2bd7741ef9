import type pg from 'pg';
import { copyPhotos, type SeededPhoto, type StoredPicture } from '../evidence/index.ts';
import { copyStories, type MatterStory } from '../matter/index.ts';
import { type CardRow, climbPast, copyCards, type PastLadders } from '../supervision/index.ts';
import { type Day, instantOn } from './days.ts';
import { randomFrom } from './random.ts';
import type { Scene } from './scene.ts';
import { tellStory } from './story.ts';

/** Part of a day's matters: `count` of them from the `from`-th on. */
export interface Portion {
  readonly day: Day;
  readonly from: number;
  readonly count: number;
}

/** The same city, day and end give the same matters. */
export function* tellPortion(
  scene: Scene,
  { day, from, count }: Portion,
  until: number,
): Generator<MatterStory, void> {
  for (let no = from; no < from + count; no += 1) {
    const random = randomFrom(`${scene.city.pack.code} ${day.date} ${no}`);
    yield tellStory(scene, random, instantOn(day, random), until);
  }
}

/** Copies a portion with the cards that the ladder issued meanwhile, and notes that it is there, in one transaction. */
export async function copyPortion(
  pool: pg.Pool,
  { day, from, count }: Portion,
  stories: Iterable<MatterStory>,
  pictures: readonly StoredPicture[],
  ladders: PastLadders,
): Promise<void> {
  const photos: SeededPhoto[] = [];
  const cards: CardRow[] = [];
  const withPhotos = function* () {
    for (const story of stories) {
      photos.push(...photosOf([story], pictures));
      yield story;
    }
  };
  const climb = (story: MatterStory) => {
    const climbed = climbPast(story, ladders);
    cards.push(...climbed.cards);
    return climbed.events;
  };
  const alsoDo = async (client: pg.ClientBase) => {
    await copyPhotos(client, photos);
    await copyCards(client, cards);
    await client.query(
      `INSERT INTO demo.days (day, matters) VALUES ($1, $2)
       ON CONFLICT (day) DO UPDATE SET matters = EXCLUDED.matters`,
      [day.date, from + count],
    );
  };
  await copyStories(pool, withPhotos(), alsoDo, climb);
}

/** The photos that the stories mention, each showing one of the drawn pictures. */
export function photosOf(stories: readonly MatterStory[], pictures: readonly StoredPicture[]): SeededPhoto[] {
  return stories.flatMap((story) =>
    story.flatMap(({ evidence, at, command }) =>
      evidence.map(({ file_id: id }) => ({
        id,
        at,
        accountId: command?.account_id ?? null,
        picture: randomFrom(id).pick(pictures),
      })),
    ),
  );
}
