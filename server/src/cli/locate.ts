import { Position } from '@heliu/contract/geo';
import type { Text } from '@heliu/contract/text';
import type { Command } from 'commander';
import { type City, compileCity } from '../city/index.ts';
import { readSoundPack } from './city/pack.ts';
import type { Cli } from './cli.ts';
import { CliFault } from './fault.ts';
import { leaf } from './leaf.ts';
import { readSettings } from './settings.ts';

interface Options {
  readonly city?: string;
  readonly json?: boolean;
}

export function locateCommand(cli: Cli): Command {
  return leaf(cli, 'locate <lng,lat>', {
    zh: '查找坐标（WGS 84）所在的网格及其上级；西经写作 -- -71.06,42.35',
    en: 'find the grid of a position (WGS 84) and what lies above it; west of Greenwich write -- -71.06,42.35',
  })
    .option('--city <dir>', { zh: '使用该城市包', en: 'in this city pack' }[cli.language])
    .action((text: string, options: Options) => {
      const position = readPosition(text);
      const city = compileCity(readSoundPack(cli, options.city ?? readSettings(cli).city), 0);
      const grid = city.locate(position);
      if (grid === undefined) throw outside(position, city.pack.name);
      const above = divisionsAbove(city, grid.communityCode);
      if (options.json === true) {
        cli.terminal.json({ position, grid: { code: grid.code, path: grid.path }, divisions: above });
        return;
      }
      cli.terminal.print(grid.code);
      for (const { code, name } of above) cli.terminal.print(`${code}  ${name[cli.language]}`);
    });
}

/** From the district down to the community. */
function divisionsAbove(city: City, communityCode: string) {
  const chain: { code: string; level: string; name: Text }[] = [];
  for (let code: string | null = communityCode; code !== null;) {
    const division = city.index.divisions.get(code);
    if (division === undefined) break;
    chain.unshift({ code, level: division.level, name: division.name });
    code = division.parentCode;
  }
  return chain;
}

function readPosition(text: string): Position {
  const parsed = Position.safeParse(
    text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part))),
  );
  if (parsed.success) return parsed.data;
  throw new CliFault(
    {
      zh: `“${text}”不是坐标。请写成 经度,纬度，如 106.27,29.97。`,
      en: `“${text}” is no position. Write longitude,latitude, such as 106.27,29.97.`,
    },
    { exitCode: 2 },
  );
}

const outside = ([lng, lat]: Position, name: Text): CliFault =>
  new CliFault({
    zh: `${lng},${lat} 不在${name.zh}的任何网格内。请核对经纬度的顺序和坐标系（GCJ-02、BD-09 须先换算）。`,
    en: `${lng},${lat} lies in no grid of ${name.en}. Check the order of the two numbers and the datum (GCJ-02 and BD-09 must be converted first).`,
  });
