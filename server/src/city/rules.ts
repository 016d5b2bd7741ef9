import type { listRoutingRules, simulateRoute } from '@heliu/contract/city-api';
import { route } from '@heliu/contract/city/route';
import { deadRules } from '@heliu/contract/city/rule-reach';
import { describeConditions, describeTarget } from '@heliu/contract/city/rule-text';
import type { EndpointInput, EndpointReply } from '@heliu/contract/endpoint';
import { Problem } from '@heliu/contract/problem';
import type { City } from './city.ts';
import { perCity } from './per-city.ts';

type RulesReply = EndpointReply<typeof listRoutingRules>;

/** The rules in words. */
export const viewRules = perCity(({ pack, index, versionId }): RulesReply => {
  const dead = new Map(deadRules(pack).map(({ code, why }) => [code, why]));
  return {
    versionId,
    rules: pack.routing.map((rule) => ({
      ...rule,
      conditions: describeConditions(pack, index, rule.when),
      leadText: describeTarget(index, rule.lead),
      assistTexts: rule.assist.map((target) => describeTarget(index, target)),
      deadBecause: dead.get(rule.code) ?? null,
    })),
    duties: pack.duties,
    fallback: pack.fallback,
  };
});

type Asked = EndpointInput<typeof simulateRoute>['body'];

/** The same decision that a registration gets, with its steps. */
export function tryRoute(city: City, asked: Asked, now: number): EndpointReply<typeof simulateRoute> {
  const placeCode = asked.position === undefined ? (asked.placeCode ?? null) : codeAt(city, asked.position);
  if (placeCode !== null && city.findPlace(placeCode) === undefined) {
    throw new Problem('place.unknown', { params: { place: placeCode } });
  }
  const typeCode = asked.typeCode ?? null;
  if (typeCode !== null && !city.index.types.has(typeCode)) {
    throw new Problem('city.typeUnknown', { params: { type: typeCode } });
  }
  const routing = route(city.pack, {
    typeCode,
    requestKind: asked.requestKind ?? null,
    channel: asked.channel ?? null,
    placeCode,
    at: asked.at === undefined ? now : Date.parse(asked.at),
    text: asked.text ?? '',
    answers: asked.answers ?? {},
  });
  return { ...routing, placeCode };
}

function codeAt(city: City, position: NonNullable<Asked['position']>): string {
  const grid = city.locate(position);
  if (grid === undefined) throw new Problem('place.outside');
  return grid.code;
}
