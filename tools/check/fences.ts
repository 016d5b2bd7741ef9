import { foreignWrites } from './foreign-writes.ts';
import type { Gate } from './gate.ts';
import { type Import, importsOf, packageOf } from './imports.ts';
import { readOut } from './read-out.ts';
import { readSources, type SourceFile } from './sources.ts';
import { heights, type Zone, zoneOf } from './zones.ts';

/** Who may import whom. Lint rules see one import at a time as text; these fences know what lies where. */
export const fencesGate = (root: string): Gate => ({
  name: 'fences',
  run: async () => {
    const files = await readSources(root, /^(contract|server|web|tools|bench|e2e|proof)\/.*\.tsx?$/);
    return breaches(files);
  },
});

export function breaches(files: readonly SourceFile[]): string[] {
  const imports = files.flatMap(importsOf);
  if (imports.length === 0) return ['no import was found at all, so nothing was checked'];
  return [
    ...imports.flatMap((one) => {
      const why = breachOf(one);
      return why === undefined ? [] : [`${one.from}:${one.line}: ${why}`];
    }),
    ...capabilityCycles(imports),
    ...files.flatMap(foreignWrites),
    ...files.flatMap(readOut),
  ];
}

function breachOf(one: Import): string | undefined {
  const from = zoneOf(one.from);
  if (one.target === undefined) return packageBreach(one, from);
  const to = zoneOf(one.target);
  for (const judge of [testBreach, workspaceBreach, layerBreach, doorBreach]) {
    const why = judge(from, to, one);
    if (why !== undefined) return why;
  }
  return undefined;
}

/** The one file that draws the icons of a library, silent for screen readers. */
const iconFile = 'web/src/kernel/desk/icons.tsx';

function packageBreach({ specifier, from: file }: Import, from: Zone): string | undefined {
  if (packageOf(specifier) === '@ant-design/icons' && file !== iconFile) {
    return `icons come from ${iconFile}, not from ${specifier}`;
  }
  if (from.workspace !== 'contract' || from.test || packageOf(specifier) === 'zod') return undefined;
  return `contract may import zod only, not ${specifier}`;
}

type Judge = (from: Zone, to: Zone, one: Import) => string | undefined;

const testBreach: Judge = (from, to, { specifier }) =>
  to.test && !from.test && from.workspace !== 'outside'
    ? `${specifier} is for tests only; what ships may not need it`
    : undefined;

const workspaceBreach: Judge = (from, to, { specifier }) => {
  if (from.workspace === to.workspace || from.workspace === 'outside') return undefined;
  if (to.workspace === 'contract') {
    return specifier.startsWith('@heliu/contract/')
      ? undefined
      : `the contract is reached as @heliu/contract/…, not by the path ${specifier}`;
  }
  if (to.workspace === 'outside') return from.test ? undefined : `${specifier} is not part of the product`;
  return `${from.workspace} may not import ${to.workspace} (${specifier})`;
};

const layerBreach: Judge = (from, to, { specifier }) => {
  if (from.workspace !== to.workspace || from.test || heights[from.layer] >= heights[to.layer]) {
    return undefined;
  }
  return `${from.layer} may not import ${to.layer} above it (${specifier})`;
};

/** A capability is entered through index.ts; in the browser also through the door made for a shell. */
const doorBreach: Judge = (from, to, { target = '', specifier }) => {
  if (from.workspace !== to.workspace || from.test || to.layer !== 'capability') return undefined;
  if (from.room === to.room && from.layer === 'capability') return undefined;
  const doors = to.workspace === 'web' ? /^(index|console|field|resident|screen)\.tsx?$/ : /^index\.ts$/;
  const inside = target.split('/').slice(3).join('/');
  return doors.test(inside) ? undefined : `${to.room} is entered through its index.ts, not ${specifier}`;
};

/** Capabilities that need one another in a circle, however many files lie between. */
function capabilityCycles(imports: readonly Import[]): string[] {
  const needs = new Map<string, Set<string>>();
  for (const { from, target = '' } of imports) {
    const [a, b] = [zoneOf(from), zoneOf(target)];
    if (a.test || a.layer !== 'capability' || b.layer !== 'capability' || a.workspace !== b.workspace)
      continue;
    if (a.room === b.room) continue;
    const key = `${a.workspace}/${a.room}`;
    needs.set(key, (needs.get(key) ?? new Set()).add(`${b.workspace}/${b.room}`));
  }
  return [...needs.keys()].toSorted().flatMap((start) => {
    const way = wayBack(needs, start, [start]);
    // Each circle is told once, from its first member by name.
    if (way === undefined || way.some((room) => room < start)) return [];
    return [`capabilities need one another in a circle: ${[...way, start].join(' → ')}`];
  });
}

function wayBack(
  needs: ReadonlyMap<string, ReadonlySet<string>>,
  start: string,
  path: readonly string[],
): readonly string[] | undefined {
  for (const next of needs.get(path.at(-1) ?? start) ?? []) {
    if (next === start) return path;
    if (path.includes(next)) continue;
    const found = wayBack(needs, start, [...path, next]);
    if (found !== undefined) return found;
  }
  return undefined;
}
