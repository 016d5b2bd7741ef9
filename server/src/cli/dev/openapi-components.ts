import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

type Json = Record<string, unknown>;

export interface Components {
  /** The schema, or a reference to it when the contract exports it by name. */
  refer(schema: z.ZodType, io: 'input' | 'output'): Json;
  /** The document with its components filled in. */
  settle(document: Json & { components: Json }): Json;
}

/** Marks the sent form of a schema until it is known whether it differs from the received one. */
const sentMark = '~sent';
const sentSuffix = 'Input';

/** Components of the document: every schema of the contract that is referred to, under its exported name. */
export async function createComponents(): Promise<Components> {
  const named = await namedSchemas();
  const found = new Map<string, unknown>();
  const registries = { input: registryOf(named, sentMark), output: registryOf(named, '') };
  return {
    refer: (schema, io) => {
      const options = { metadata: registries[io], io, unrepresentable: 'any' as const };
      const { $schema: _, $defs, ...own } = z.toJSONSchema(schema, options);
      for (const [name, definition] of Object.entries($defs ?? {})) found.set(name, definition);
      return own;
    },
    settle: (document) => {
      const finalName = finalNames(found);
      const schemas = [...found]
        .map(([name, schema]) => [finalName(name), schema] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1));
      const filled = {
        ...document,
        components: { ...document.components, schemas: Object.fromEntries(schemas) },
      };
      const text = JSON.stringify(filled).replaceAll(
        /"#\/\$defs\/([^"]+)"/g,
        (_, name: string) => `"#/components/schemas/${finalName(name)}"`,
      );
      return JSON.parse(text) as Json;
    },
  };
}

/**
 * What is sent may differ from what is received: defaults make fields optional, coercion takes text. Where the two
 * agree they share the exported name; where they do not, the sent one is called `…Input`.
 */
function finalNames(found: ReadonlyMap<string, unknown>): (name: string) => string {
  const bare = (name: string) => name.replaceAll(sentMark, '');
  const plain = (schema: unknown) =>
    bare(JSON.stringify(schema)).replaceAll(/,?"additionalProperties":false/g, '');
  const sent = [...found.keys()].filter((name) => name.endsWith(sentMark));
  const differs = (name: string) =>
    found.has(bare(name)) && plain(found.get(name)) !== plain(found.get(bare(name)));
  const apart = new Set(sent.filter(differs));
  for (let before = -1; before !== apart.size;) {
    before = apart.size;
    for (const name of sent) {
      const text = JSON.stringify(found.get(name));
      const refersToOne = [...apart].some((other) => text.includes(`/${other}"`));
      if (refersToOne && found.has(bare(name))) apart.add(name);
    }
  }
  return (name) => (apart.has(name) ? `${bare(name)}${sentSuffix}` : bare(name));
}

/** Schemas that modules of the contract export; of two under one name the first by file keeps it. */
async function namedSchemas(): Promise<Map<z.ZodType, string>> {
  const contract = new URL('../../../../contract/src/', import.meta.url);
  const files = (await readdir(fileURLToPath(contract), { recursive: true }))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .toSorted();
  const named = new Map<z.ZodType, string>();
  const taken = new Set<string>();
  for (const file of files) {
    const module = (await import(new URL(file, contract).href)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(module)) {
      if (!(value instanceof z.ZodType) || named.has(value) || taken.has(name)) continue;
      named.set(value, name);
      taken.add(name);
    }
  }
  return named;
}

function registryOf(named: ReadonlyMap<z.ZodType, string>, suffix: string) {
  const registry = z.registry<{ id: string }>();
  for (const [schema, name] of named) registry.add(schema, { id: `${name}${suffix}` });
  return registry;
}
