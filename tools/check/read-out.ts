import type { SourceFile } from './sources.ts';
import { zoneOf } from './zones.ts';

/** Parts of Ant Design that have a sign or a button read out in English, and what the desk has in their place. */
const instead = [
  [/\bInputNumber\b[^;]*from 'antd'/g, 'number fields are NumberField of the desk'],
  [/\bmessage\b[^;\n]*= App\.useApp\(\)/g, 'what was done is told by useDone of the desk'],
] as const;

/** What the component library would say in its own English words comes from the desk, which says it in ours. */
export function readOut({ path, text }: SourceFile): string[] {
  const { workspace, layer, test } = zoneOf(path);
  if (workspace !== 'web' || layer === 'kernel' || test) return [];
  return instead.flatMap(([pattern, why]) =>
    [...text.matchAll(pattern)].map(
      ({ index }) => `${path}:${text.slice(0, index).split('\n').length}: ${why}`,
    ),
  );
}
