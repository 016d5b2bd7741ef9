import { open, readFile, rename } from 'node:fs/promises';
import { parseEnv } from 'node:util';

type Settings = Readonly<Record<string, string>>;

/** Settings of an earlier run; none when there is no such file. */
export async function readEnvFile(file: string): Promise<Partial<Settings>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return Object.fromEntries(Object.entries(parseEnv(text)).filter((entry) => entry[1] !== undefined));
}

/** Keeps what somebody added by hand; readable by its owner only, and whole at any moment. */
export async function writeEnvFile(file: string, settings: Settings): Promise<void> {
  const kept = await readEnvFile(file);
  const merged = { ...kept, ...settings };
  const inOrder = Object.entries(merged).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const lines = inOrder.map(([name, value]) => `${name}=${quoted(String(value))}\n`);
  const partial = `${file}.partial`;
  const handle = await open(partial, 'w', 0o600);
  try {
    await handle.writeFile(`# Settings of Heliu, written by heliu init. Holds secrets.\n${lines.join('')}`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(partial, file);
}

/** Both systemd and Node read double quotes; plain values stay plain. */
const quoted = (value: string): string =>
  /^[\w@%+=:,./?&-]*$/.test(value) ? value : `"${value.replaceAll(/(["\\])/g, '\\$1')}"`;
