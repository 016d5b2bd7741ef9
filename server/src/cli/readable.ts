import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { exitCodes } from './cli.ts';
import { CliFault } from './fault.ts';

/** @throws CliFault naming a file that cannot be read, or that is a folder. */
export async function assertReadable(file: string): Promise<void> {
  try {
    await access(file, constants.R_OK);
    if (!(await stat(file)).isDirectory()) return;
  } catch (cause) {
    throw unreadable(file, cause);
  }
  throw unreadable(file);
}

const unreadable = (file: string, cause?: unknown): CliFault =>
  new CliFault(
    {
      zh: `读不到文件 ${file}。请核对路径和权限。`,
      en: `The file ${file} cannot be read. Check the path and its permissions.`,
    },
    { cause, exitCode: exitCodes.usage },
  );
