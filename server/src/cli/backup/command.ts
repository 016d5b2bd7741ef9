import { createReadStream } from 'node:fs';
import { access, type FileHandle, open, rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import type { Command } from 'commander';
import type { Config } from '../../kernel/config.ts';
import { type Cli, exitCodes } from '../cli.ts';
import { assertMigrated } from '../database.ts';
import { withEmbedded, withNewEmbedded } from '../embedded.ts';
import { CliFault } from '../fault.ts';
import { provisionMissing } from '../init/app-role.ts';
import { leaf } from '../leaf.ts';
import { assertReadable } from '../readable.ts';
import { readSettings } from '../settings.ts';
import { findOwnSecret, ownSecret } from '../start/secret.ts';
import { exportTo, filesDirOf } from './export.ts';
import { restoreFrom } from './restore.ts';

interface Options {
  readonly json?: boolean;
}

export function exportCommand(cli: Cli): Command {
  return leaf(cli, 'export <file>', {
    zh: '备份：把全部数据和文件写入一个压缩文件（“-”为标准输出），服务可照常运行。文件含个人信息，请妥善保管；密钥 HELIU_SECRET 不在其中',
    en: 'back up: all data and files into one compressed file (“-” is standard output) while the server runs. It holds personal data: keep it safe. The secret is not in it',
  }).action(async (file: string, options: Options) => {
    const config = readSettings(cli);
    const totals = await withSource(config, (url, secret) =>
      withOutput(cli, file, (output) =>
        exportTo({ url, filesDir: filesDirOf(config.dataDir), secret }, output, cli.terminal),
      ),
    );
    if (file === '-') return;
    const rows = Object.values(totals.tables).reduce((sum, table) => sum + table.rows, 0);
    const { count, bytes } = totals.files;
    if (options.json === true)
      cli.terminal.json({ file, rows, files: count, fileBytes: bytes, tables: totals.tables });
    else cli.terminal.print(file);
  });
}

export function restoreCommand(cli: Cli): Command {
  return leaf(cli, 'restore <file>', {
    zh: '把备份恢复到空的数据库（“-”为标准输入）；全部成功或毫无改动。数据库或角色不存在时先建立',
    en: 'put a backup into an empty database (“-” is standard input); all of it or nothing. Database and role are made where they are missing',
  }).action(async (file: string, options: Options) => {
    const config = readSettings(cli);
    if (file !== '-') await assertReadable(file);
    const input = file === '-' ? cli.stdin : createReadStream(file);
    const restored = await withTarget(cli, config, (ownerUrl, secret) =>
      restoreFrom(input, { ownerUrl, filesDir: filesDirOf(config.dataDir), secret }, cli.terminal),
    );
    if (options.json === true) cli.terminal.json(restored);
    else {
      const { createdAt, rows, files } = restored;
      cli.terminal.print(
        {
          zh: `已恢复 ${createdAt} 的备份：${rows} 行，${files} 个文件`,
          en: `restored the backup of ${createdAt}: ${rows} rows, ${files} files`,
        }[cli.language],
      );
    }
  });
}

async function withSource<T>(
  config: Config,
  work: (url: string, secret: string | undefined) => Promise<T>,
): Promise<T> {
  if (config.databaseUrl !== undefined) {
    await assertMigrated(config.databaseUrl);
    return work(config.databaseOwnerUrl ?? config.databaseUrl, config.secret);
  }
  return withEmbedded(config, async ({ owner }) =>
    work(owner, config.secret ?? (await findOwnSecret(config.dataDir))),
  );
}

async function withTarget<T>(
  { terminal }: Cli,
  config: Config,
  work: (ownerUrl: string, secret: string | undefined) => Promise<T>,
): Promise<T> {
  if (config.databaseUrl === undefined && config.databaseOwnerUrl === undefined) {
    const secret = config.secret ?? (await ownSecret(config.dataDir));
    return withNewEmbedded(config, ({ owner }) => work(owner, secret));
  }
  if (config.databaseOwnerUrl !== undefined) {
    await provisionMissing(config.databaseOwnerUrl, config.databaseUrl, terminal);
    return work(config.databaseOwnerUrl, config.secret);
  }
  throw new CliFault(
    {
      zh: '恢复需要数据库所有者的连接：请设置 DATABASE_OWNER_URL。',
      en: 'Restoring needs the connection of the database’s owner: set DATABASE_OWNER_URL.',
    },
    { exitCode: exitCodes.usage },
  );
}

/** The file appears under its name only when it is whole and on the disk; one that exists is not touched. */
async function withOutput<T>(cli: Cli, file: string, work: (output: Writable) => Promise<T>): Promise<T> {
  if (file === '-') return work(cli.stdout);
  await assertAbsent(file);
  const partial = `${file}.partial`;
  const opened = await openNew(partial, file);
  try {
    const result = await work(opened.createWriteStream({ flush: true }));
    await rename(partial, file);
    return result;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function openNew(partial: string, file: string): Promise<FileHandle> {
  return open(partial, 'w', 0o600).catch((cause: unknown) => {
    throw new CliFault(
      {
        zh: `无法写入备份文件 ${file}。请核对目录是否存在、是否有写入权限。`,
        en: `The backup ${file} cannot be written. Check that its folder exists and may be written to.`,
      },
      { cause },
    );
  });
}

async function assertAbsent(file: string): Promise<void> {
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (!exists) return;
  throw new CliFault({
    zh: `${file} 已存在，不会覆盖。请换一个文件名。`,
    en: `${file} exists and is not overwritten. Choose another name.`,
  });
}
