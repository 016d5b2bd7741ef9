import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../kernel/config.ts';
import { CliFault } from '../fault.ts';

export const newSecret = (): string => randomBytes(32).toString('base64url');

/**
 * The secret that the server runs with.
 * @throws CliFault where a database of its own is used and none is set.
 */
export async function secretFor(config: Config): Promise<string> {
  if (config.secret !== undefined) return config.secret;
  if (config.databaseUrl === undefined) return ownSecret(config.dataDir);
  throw new CliFault(
    {
      zh: '使用 DATABASE_URL 时必须设置 HELIU_SECRET。heliu init 会生成一个。',
      en: 'With DATABASE_URL a HELIU_SECRET is needed. heliu init makes one.',
    },
    { exitCode: 2 },
  );
}

/** The secret of a trial on the embedded database: made once, kept beside the data, readable by its owner only. */
export async function ownSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, 'secret');
  await mkdir(dataDir, { recursive: true });
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(`${newSecret()}\n`);
    await handle.sync();
    await handle.close();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const secret = (await readFile(file, 'utf8')).trim();
  if (secret.length < 32) {
    throw new Error(
      `${file} holds no usable secret. Restore it from a backup, or delete it: everybody then signs in anew and authenticators are set up again.`,
    );
  }
  return secret;
}

/** The same, where it was made already. */
export async function findOwnSecret(dataDir: string): Promise<string | undefined> {
  const text = await readFile(join(dataDir, 'secret'), 'utf8').catch(() => '');
  return text.trim() === '' ? undefined : text.trim();
}
