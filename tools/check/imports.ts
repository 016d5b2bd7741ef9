import { dirname, join } from 'node:path/posix';
import { parseSync } from 'oxc-parser';
import type { SourceFile } from './sources.ts';

/** One import (or re-export, or dynamic import) of a file. */
export interface Import {
  readonly from: string;
  readonly line: number;
  /** As it is written. */
  readonly specifier: string;
  /** The file of the tree it names; undefined for a package or a builtin. */
  readonly target: string | undefined;
  /** Only types: gone before the program runs. */
  readonly typeOnly: boolean;
}

/** Every import of a file, as the parser sees it. @throws Error when the file cannot be parsed. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const { module, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path} cannot be parsed: ${error.message}`);
  const at = (specifier: string, offset: number, typeOnly: boolean): Import => ({
    from: path,
    line: text.slice(0, offset).split('\n').length,
    specifier,
    target: targetOf(path, specifier),
    typeOnly,
  });
  const fixed = module.staticImports.map((one) =>
    at(
      one.moduleRequest.value,
      one.moduleRequest.start,
      one.entries.length > 0 && one.entries.every((entry) => entry.isType),
    ),
  );
  const passedOn = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest === null ? [] : [at(moduleRequest.value, moduleRequest.start, isType)],
    ),
  );
  const dynamic = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    const literal = /^(['"`])(.*)\1$/.exec(text.slice(start, end));
    return literal?.[2] === undefined ? [] : [at(literal[2], start, false)];
  });
  return [...fixed, ...passedOn, ...dynamic];
}

/** Package that a bare specifier belongs to: `@a/b/c` → `@a/b`, `node:fs` → `node:`. */
export function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:';
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}

function targetOf(from: string, specifier: string): string | undefined {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare.startsWith('.')) return join(dirname(from), bare);
  const workspace = /^@heliu\/(contract|server|web)\/(.+)$/.exec(bare);
  return workspace === null ? undefined : `${workspace[1]}/src/${workspace[2]}.ts`;
}
