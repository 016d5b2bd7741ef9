import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** A file of the build as the bundler hands it over, as far as this looks at it. */
export interface BuiltFile {
  readonly type: 'chunk' | 'asset';
  readonly content: string | Uint8Array;
  readonly imports: readonly string[];
  readonly styles: readonly string[];
}

/** Everything a browser must fetch before the page answers: the entry, all it imports at once, and their styles. */
export function firstLoad(files: ReadonlyMap<string, BuiltFile>, entry: string): Set<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const file = files.get(name);
    if (file === undefined || found.has(name)) return;
    found.add(name);
    for (const next of [...file.imports, ...file.styles]) visit(next);
  };
  visit(entry);
  return found;
}

export function gzipBytes(files: ReadonlyMap<string, BuiltFile>, names: Iterable<string>): number {
  let bytes = 0;
  for (const name of names) bytes += gzipSync(files.get(name)?.content ?? '').length;
  return bytes;
}

/**
 * Fails a build whose first load, compressed, is larger than what people on a phone or an old office computer were
 * promised. `limits` is kilobytes by the name of the entry; what loads later, such as the map, does not count.
 */
export function budget(limits: Readonly<Record<string, number>>): Plugin {
  return {
    name: 'heliu-budget',
    apply: 'build',
    writeBundle(_options, bundle) {
      const files = new Map<string, BuiltFile>();
      for (const [name, file] of Object.entries(bundle)) {
        files.set(
          name,
          file.type === 'chunk'
            ? {
                type: 'chunk',
                content: file.code,
                imports: file.imports,
                styles: [...(file.viteMetadata?.importedCss ?? [])],
              }
            : { type: 'asset', content: file.source, imports: [], styles: [] },
        );
      }
      for (const [entry, limit] of Object.entries(limits)) {
        const chunk = Object.values(bundle).find(
          (file) => file.type === 'chunk' && file.isEntry && file.name === entry,
        );
        if (chunk === undefined) this.error(`the build has no entry ${entry}`);
        const kilobytes = gzipBytes(files, firstLoad(files, chunk.fileName)) / 1000;
        const told = `${entry}: ${kilobytes.toFixed(0)} of ${limit} kB on first load (gzip)`;
        if (kilobytes > limit) this.error(`${told}. Load what the first page does not need with import().`);
        this.info(told);
      }
    },
  };
}
