import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { exitCodes } from './cli.ts';
import { CliFault } from './fault.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Adds the settings of `--env-file`; a variable that is set already, and not empty, wins.
 * @throws CliFault when the file cannot be read.
 */
export function withEnvFile(args: readonly string[], environment: Environment): Environment {
  const file = optionOf(args, '--env-file');
  if (file === undefined) return environment;
  const set = Object.entries(environment).filter(([, value]) => value !== undefined && value !== '');
  return { ...parseEnv(read(file)), ...Object.fromEntries(set) };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new CliFault(
      {
        zh: `读不到设置文件 ${file}。请核对路径和权限；heliu init 会生成一个。`,
        en: `The settings in ${file} cannot be read. Check the path and its permissions; heliu init makes one.`,
      },
      { cause, exitCode: exitCodes.usage },
    );
  }
}

/** Value of an option that must be known before the command line is read as a whole. */
export function optionOf(args: readonly string[], name: string): string | undefined {
  const index = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  const arg = args[index];
  return arg === name ? args[index + 1] : arg?.slice(name.length + 1);
}
