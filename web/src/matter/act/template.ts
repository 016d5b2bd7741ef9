/** Fills the gaps of a reply template; what is not known yet stays as a visible gap for the writer. */
export const fillTemplate = (body: string, values: Readonly<Record<string, string | undefined>>): string =>
  body.replaceAll(/\{(\w+)\}/g, (_gap, name: string) => values[name] ?? `【${name}】`);
