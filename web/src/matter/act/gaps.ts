/** A gap that a writer still has to fill, as a template leaves it. */
const open = /【[A-Za-z]\w*】/;

/** Fills the gaps of a reply template; what is not known yet stays as a visible gap for the writer. */
export const fillTemplate = (body: string, values: Readonly<Record<string, string | undefined>>): string =>
  body.replaceAll(/\{(\w+)\}/g, (_gap, name: string) => values[name] ?? `【${name}】`);

export const hasGap = (text: string | undefined): boolean => open.test(text ?? '');
