import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** A file of the build as the bundler hands it over, as far as this looks at it. */
export interface LinkedFile {
  readonly imports: readonly string[];
  /** Loaded when first needed. */
  readonly later: readonly string[];
  readonly assets: readonly string[];
}

/** Every file that an entry may ever load, by name. */
export function reachable(files: ReadonlyMap<string, LinkedFile>, entry: string): string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    const file = files.get(name);
    for (const next of [...(file?.imports ?? []), ...(file?.later ?? []), ...(file?.assets ?? [])])
      visit(next);
  };
  visit(entry);
  return [...found].toSorted();
}

interface OfflineOptions {
  /** The app's entry, and that of its service worker. */
  readonly entry: string;
  readonly worker: string;
  /** Files beside the bundle that it needs as well. */
  readonly also: readonly string[];
}

/** Tells an app's service worker which files the app consists of; they change their names with their content. */
export function offline({ entry, worker, also }: OfflineOptions): Plugin {
  return {
    name: 'heliu-offline',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const files = new Map(
        chunks.map((chunk): [string, LinkedFile] => [
          chunk.fileName,
          {
            imports: chunk.imports,
            later: chunk.dynamicImports,
            assets: [
              ...(chunk.viteMetadata?.importedCss ?? []),
              ...(chunk.viteMetadata?.importedAssets ?? []),
            ],
          },
        ]),
      );
      const start = chunks.find((chunk) => chunk.isEntry && chunk.name === entry);
      const script = chunks.find((chunk) => chunk.isEntry && chunk.name === worker);
      if (start === undefined || script === undefined)
        this.error(`the build has no ${entry} or no ${worker}`);
      const listed = [...reachable(files, start.fileName).map((name) => `/${name}`), ...also];
      const page = bundle[`${entry}.html`];
      const digest = createHash('sha256').update(JSON.stringify(listed));
      if (page?.type === 'asset') digest.update(page.source);
      const version = digest.digest('hex').slice(0, 12);
      script.code = `const heliuFiles=${JSON.stringify(listed)},heliuVersion="${version}";\n${script.code}`;
    },
  };
}
