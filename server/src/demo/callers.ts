import type { ReporterInput } from '@heliu/contract/matter/endpoints';
import type { Matter } from '@heliu/contract/matter/model';
import type { City } from '../city/index.ts';
import { copyPhotos } from '../evidence/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { copyStories, type MatterStory } from '../matter/index.ts';
import { photosOf } from './portion.ts';
import { randomFrom } from './random.ts';
import { codesOf, type Stage, streetScene } from './residents.ts';
import { channelsOf, type Scene } from './scene.ts';
import { tellStory } from './story.ts';
import { hourMs } from './timing.ts';

const mostDraws = 800;

/** Invented people, with numbers that nobody has. */
const callers = {
  chen: { name: '陈建国', phone: '138 0013 8000' },
  li: { name: '李素芬', phone: '023-42000123' },
} as const satisfies Record<string, ReporterInput>;

interface Tale {
  readonly caller: keyof typeof callers;
  readonly hoursAgo: number;
  readonly enough: (matter: Matter) => boolean;
}

const isHandled = ({ stage, suspension }: Matter): boolean => stage === 'handling' && suspension === null;
const isToCallBack = ({ closing }: Matter): boolean =>
  closing?.callBack === 'due' && closing.outcome === 'solved' && closing.way === 'checked';

const tales: readonly Tale[] = [
  { caller: 'chen', hoursAgo: 18, enough: isHandled },
  { caller: 'chen', hoursAgo: 75, enough: isToCallBack },
  { caller: 'chen', hoursAgo: 170, enough: ({ stage }) => stage === 'declined' },
  { caller: 'li', hoursAgo: 3, enough: ({ stage }) => stage === 'dispatched' },
  { caller: 'li', hoursAgo: 260, enough: isToCallBack },
  { caller: 'li', hoursAgo: 50, enough: ({ stage }) => stage === 'awaitingRuling' },
];

/** What is told on the telephone in the town whose accounts the demo offers for trying. */
function hotlineScene(stage: Stage): Scene {
  const scene = streetScene(stage);
  const { city } = stage;
  const town = city.pack.divisions.find(({ level }) => level === 'township')?.path ?? '';
  const grids = city.pack.grids.filter(({ path }) => path.startsWith(`${town}/`));
  const there: City = grids.length === 0 ? city : { ...city, pack: { ...city.pack, grids } };
  return {
    ...scene,
    city: there,
    ...channelsOf(city.pack.channels.filter(({ by }) => by === 'operator').slice(0, 1)),
  };
}

/** Stories of the callers; one that this city cannot tell is left out. */
export function tellCallers(stage: Stage): MatterStory[] {
  const scene = hotlineScene(stage);
  if (scene.channels.length === 0) return [];
  return tales.flatMap(({ caller, hoursAgo, enough }) => {
    const key = `${caller} ${hoursAgo}`;
    const { code } = codesOf(stage.city, key);
    const reporter = { accountId: null, receiptCode: null, code, contact: callers[caller] };
    const at = stage.until - hoursAgo * hourMs;
    for (let draw = 0; draw < mostDraws; draw += 1) {
      const random = randomFrom(`${stage.city.pack.code} caller ${key} ${draw}`);
      const story = tellStory(scene, random, at + random.below(hourMs / 2), stage.until, {
        enough,
        reporter,
      });
      if (enough((story.at(-1) ?? story[0]).after)) return [story];
    }
    return [];
  });
}

/** Loads the callers' matters, once a database. */
export async function loadCallers(kernel: Kernel, stage: Stage): Promise<void> {
  const { callers: there } = await kernel.db
    .selectFrom('demo.loads')
    .select('callers')
    .executeTakeFirstOrThrow();
  if (there) return;
  const stories = tellCallers(stage);
  await copyStories(kernel.pool, stories, async (client) => {
    await copyPhotos(client, photosOf(stories, stage.pictures));
    await client.query('UPDATE demo.loads SET callers = true');
  });
}
