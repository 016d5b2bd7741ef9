import type { getCatalogue } from '@heliu/contract/city-api';
import { catalogueOn, isInForce } from '@heliu/contract/city/catalogue';
import { dutyAssistsOf, findDutyLead } from '@heliu/contract/city/pack-index';
import type { EndpointReply } from '@heliu/contract/endpoint';
import type { City } from './city.ts';

/** The whole catalogue on a local date `YYYY-MM-DD`, types that left it included. */
export function catalogueOf(
  { pack, index, versionId }: City,
  date: string,
): EndpointReply<typeof getCatalogue> {
  const current = catalogueOn(pack.catalogue, date);
  return {
    versionId,
    versions: pack.catalogue.toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    current: current.version,
    classes: pack.classes,
    types: pack.types.map((type) => ({
      ...type,
      inForce: isInForce(type, current, pack.catalogue),
      leadUnitCode: findDutyLead(index, type.code) ?? null,
      assistUnitCodes: dutyAssistsOf(index, type.code),
    })),
  };
}
