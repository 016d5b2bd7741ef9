export interface FileRule {
  /** MIME types and `.ext` endings, as the `accept` attribute takes them; `image/*` is understood. */
  readonly accept: readonly string[];
  readonly maxCount: number;
  readonly maxBytes: number;
}

export interface Sifted {
  readonly kept: readonly File[];
  readonly tooMany: readonly string[];
  readonly tooLarge: readonly string[];
  readonly wrongKind: readonly string[];
}

/** Adds chosen files to those already there; the only one gives way to another. What breaks a rule is named and left out. */
export function siftFiles(present: readonly File[], chosen: readonly File[], rule: FileRule): Sifted {
  const kept = [...present];
  const [only] = rule.maxCount === 1 ? present : [];
  const tooMany: string[] = [];
  const tooLarge: string[] = [];
  const wrongKind: string[] = [];
  for (const file of chosen) {
    if (!isAccepted(file, rule.accept)) wrongKind.push(file.name);
    else if (file.size > rule.maxBytes) tooLarge.push(file.name);
    else if (kept.some((one) => isSameFile(one, file))) continue;
    else if (only !== undefined && kept[0] === only) kept[0] = file;
    else if (kept.length >= rule.maxCount) tooMany.push(file.name);
    else kept.push(file);
  }
  return { kept, tooMany, tooLarge, wrongKind };
}

/** Browsers leave the type empty where they do not know it (HEIC on most): the ending decides then. */
function isAccepted(file: File, accept: readonly string[]): boolean {
  const name = file.name.toLowerCase();
  return accept.some((one) => {
    if (one.startsWith('.')) return name.endsWith(one.toLowerCase());
    if (one.endsWith('/*')) return file.type.startsWith(one.slice(0, -1));
    return file.type === one;
  });
}

const isSameFile = (a: File, b: File): boolean =>
  a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;

const kilobyte = 1_024;
const megabyte = 1_048_576;

/** `2.5 MB`; in powers of 1,024, as limits are set and as phones and desktops show sizes. */
export function formatBytes(bytes: number): string {
  if (bytes < kilobyte) return `${bytes} B`;
  if (bytes < megabyte) return `${Math.min(Math.round(bytes / kilobyte), kilobyte - 1)} kB`;
  const megabytes = bytes / megabyte;
  return `${megabytes < 10 ? Math.round(megabytes * 10) / 10 : Math.round(megabytes)} MB`;
}
