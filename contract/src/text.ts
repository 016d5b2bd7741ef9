import { z } from 'zod';

export const languages = ['zh', 'en'] as const;
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;

/** One text in both product languages. Chinese is the original; English is complete. */
export const Text = z.object({ zh: z.string().min(1), en: z.string().min(1) });
export type Text = z.infer<typeof Text>;

/** Fills `{name}` in a template; a name without a value stays as it is, so that the gap is seen. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap));
}
