/** Rows that somebody chose, and the last one touched, from which a range is drawn. */
export interface Selection {
  readonly keys: ReadonlySet<string>;
  readonly anchor: string | undefined;
}

export const nothing: Selection = { keys: new Set(), anchor: undefined };

export function toggle({ keys }: Selection, key: string): Selection {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return { keys: next, anchor: key };
}

/** Adds everything from the row touched last to this one; without one, this row alone. */
export function extend({ keys, anchor }: Selection, key: string, order: readonly string[]): Selection {
  const from = anchor === undefined ? -1 : order.indexOf(anchor);
  const to = order.indexOf(key);
  if (to === -1) return { keys, anchor };
  const [first, last] = from === -1 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
  return { keys: new Set([...keys, ...order.slice(first, last + 1)]), anchor: key };
}

/** The choice without the rows that are no longer shown. */
export function among({ keys, anchor }: Selection, order: readonly string[]): Selection {
  const shown = new Set(order);
  return {
    keys: new Set([...keys].filter((key) => shown.has(key))),
    anchor: anchor !== undefined && shown.has(anchor) ? anchor : undefined,
  };
}
