import type { City } from './city.ts';
import { perCity } from './per-city.ts';

/** Where a code lies, or lay in an earlier version. */
export const pathOfCode = ({ index, former }: City, code: string): string | undefined =>
  (index.grids.get(code) ?? index.divisions.get(code) ?? former.grids.get(code) ?? former.divisions.get(code))
    ?.path;

/** Paths of retired grids by the path of each grid that follows them. */
const retiredPaths = perCity(({ followers, former, index }): ReadonlyMap<string, readonly string[]> => {
  const pairs = [...followers].flatMap(([code, { to }]) => {
    const retired = former.grids.get(code)?.path;
    return retired === undefined
      ? []
      : to.flatMap((one) => {
          const path = index.grids.get(one)?.path;
          return path === undefined ? [] : [{ path, retired }];
        });
  });
  return new Map(
    [...Map.groupBy(pairs, ({ path }) => path)].map(([path, own]) => [
      path,
      own.map(({ retired }) => retired),
    ]),
  );
});

/** A place and the retired grids that it follows: what was closed on them keeps their paths. */
export const withRetired = (city: City, path: string): readonly string[] => [
  path,
  ...(retiredPaths(city).get(path) ?? []),
];
