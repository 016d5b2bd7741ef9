import type { GridChange, GriddedCity } from './grid-edit.ts';
import { hasVertex, withoutVertices, withVertices } from './grid-shape.ts';
import type { Grid } from './place.ts';

const byCode = (a: Grid, b: Grid): number => (a.code < b.code ? -1 : 1);

/** The city with grids replaced, and with what happens to all other borders. Members that stay are the same objects. */
function replaced<C extends GriddedCity>(
  city: C,
  gone: readonly Grid[],
  come: readonly Grid[],
  follow: <A extends NonNullable<C['outline']>>(area: A) => A,
): C {
  const codes = new Set(gone.map(({ code }) => code));
  const withOutline = <M extends { readonly outline: NonNullable<C['outline']> | null }>(member: M): M => {
    if (member.outline === null) return member;
    const outline = follow(member.outline);
    return outline === member.outline ? member : { ...member, outline };
  };
  const others = city.grids.filter(({ code }) => !codes.has(code)).map(withOutline);
  return {
    ...city,
    grids: [...others, ...come].toSorted(byCode),
    divisions: city.divisions.map(withOutline),
    outline: city.outline === null ? null : follow(city.outline),
  };
}

/** A city with an edit laid over it. */
export const layOver = <C extends GriddedCity>(city: C, { before, after, vertices }: GridChange): C =>
  replaced(city, before, after, (area) => withVertices(area, vertices));

/** The city without the edit; undefined where another border hangs on a point that the edit put in. */
export function takeBack<C extends GriddedCity>(
  city: C,
  { before, after, vertices }: GridChange,
): C | undefined {
  const without = replaced(city, after, before, (area) => withoutVertices(area, vertices));
  const returned = new Set(before.map(({ code }) => code));
  const others = [
    ...without.grids.filter(({ code }) => !returned.has(code)),
    ...without.divisions,
    { outline: without.outline },
  ];
  const added = vertices.filter(({ at }) => !before.some(({ outline }) => outline && hasVertex(outline, at)));
  const isHeld = added.some(({ at }) => others.some(({ outline }) => outline && hasVertex(outline, at)));
  return isHeld ? undefined : without;
}
