import { isoInZone } from '@heliu/contract/deadline/local-time';
import type { Clock } from '../kernel/clock.ts';
import { type StoredReply, storeReply } from '../kernel/stored-reply.ts';
import type { City } from './city.ts';
import { catalogueOf } from './items.ts';
import { gridsOf, overviewOf, staffOverviewOf } from './overview.ts';
import { perCity } from './per-city.ts';

const json = (document: object): Promise<StoredReply> =>
  storeReply('application/json; charset=utf-8', Buffer.from(JSON.stringify(document)));

/** Large replies that change only with the city, or with the day; made once and kept. */
export interface CityDocuments {
  overview(city: City): Promise<StoredReply>;
  grids(city: City): Promise<StoredReply>;
  staff(city: City): Promise<StoredReply>;
  catalogue(city: City): Promise<StoredReply>;
}

export function createDocuments(clock: Clock): CityDocuments {
  const perDay = (make: (city: City, date: string) => object) => {
    const days = perCity(() => ({ date: '', reply: undefined as Promise<StoredReply> | undefined }));
    return (city: City): Promise<StoredReply> => {
      const date = isoInZone(clock.now(), city.pack.timeZone).slice(0, 10);
      const day = days(city);
      if (day.reply === undefined || day.date !== date) {
        day.date = date;
        day.reply = json(make(city, date));
      }
      return day.reply;
    };
  };
  return {
    overview: perDay(overviewOf),
    catalogue: perDay(catalogueOf),
    grids: perCity((city) => json(gridsOf(city))),
    staff: perCity((city) => json(staffOverviewOf(city))),
  };
}
