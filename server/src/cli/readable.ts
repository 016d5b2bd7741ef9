import { access } from 'node:fs/promises';
import { CliFault } from './fault.ts';

/** @throws CliFault naming a file that cannot be read. */
export async function assertReadable(file: string): Promise<void> {
  await access(file).catch((cause: unknown) => {
    throw new CliFault(
      {
        zh: `读不到文件 ${file}。请核对路径和权限。`,
        en: `The file ${file} cannot be read. Check the path and its permissions.`,
      },
      { cause, exitCode: 2 },
    );
  });
}
