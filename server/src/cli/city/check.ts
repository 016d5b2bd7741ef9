import type { Command } from 'commander';
import { readCityPack } from '../../city/index.ts';
import type { Cli } from '../cli.ts';
import { leaf } from '../leaf.ts';
import { factsOf, faultyPack, tellFaults } from './pack.ts';

export function checkCommand(cli: Cli): Command {
  return leaf(cli, 'check <dir>', {
    zh: '检查城市包，逐条列出 文件:行：问题；原因；改法',
    en: 'check a city pack; every fault as file:line: what; why; fix',
  }).action((dir: string, options: { json?: boolean }) => {
    const { pack, faults } = readCityPack(dir);
    if (options.json === true) {
      cli.terminal.json(pack === null ? { sound: false, faults } : { sound: true, faults, ...factsOf(pack) });
      if (pack === null) throw faultyPack(dir, faults.length, { reported: true });
      return;
    }
    if (pack === null) {
      tellFaults(cli, faults);
      throw faultyPack(dir, faults.length);
    }
    const { name, version, divisions, grids, units, types, routingRules } = factsOf(pack);
    cli.terminal.print(
      {
        zh: `${name.zh} ${version} 没有问题：区划 ${divisions}，网格 ${grids}，单位 ${units}，事项类型 ${types}，派单规则 ${routingRules}`,
        en: `${name.en} ${version} is sound: ${divisions} divisions, ${grids} grids, ${units} units, ${types} types of matters, ${routingRules} routing rules`,
      }[cli.language],
    );
  });
}
