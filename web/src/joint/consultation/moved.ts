/** A list with one of its entries a place up or down; as it was where there is no such place. */
export function moved<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const [from, to] = [list[index], list[index + by]];
  if (from === undefined || to === undefined) return [...list];
  return list.with(index, to).with(index + by, from);
}
