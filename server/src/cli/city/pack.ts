import type { PackFault } from '@heliu/contract/city/administration';
import type { CityPack } from '@heliu/contract/city/pack';
import { faultText, readCityPack } from '../../city/index.ts';
import type { Cli } from '../cli.ts';
import { CliFault, faultsCounted } from '../fault.ts';

/** Prints every fault at its place. */
export function tellFaults(cli: Cli, faults: readonly PackFault[]): void {
  for (const fault of faults) {
    cli.terminal.tell({ zh: faultText(fault, 'zh'), en: faultText(fault, 'en') });
  }
}

export const faultyPack = (folder: string, count: number, options: { reported?: boolean } = {}): CliFault =>
  new CliFault(
    {
      zh: `城市包 ${folder} 有 ${count} 处问题，请按提示修改后重试。`,
      en: `The city pack ${folder} has ${faultsCounted(count)}. Mend as listed and try again.`,
    },
    options,
  );

/** @throws CliFault when the pack has faults, each of which was printed. */
export function readSoundPack(cli: Cli, folder: string): CityPack {
  const step = cli.terminal.step(
    { zh: '检查城市包 {folder}', en: 'Checking the city pack {folder}' },
    { folder },
  );
  const { pack, faults } = readCityPack(folder);
  if (pack !== null) {
    step.done();
    return pack;
  }
  step.failed();
  tellFaults(cli, faults);
  throw faultyPack(folder, faults.length);
}

/** What a person recognises a pack by. */
export const factsOf = (pack: CityPack) => ({
  code: pack.code,
  name: pack.name,
  version: pack.version,
  divisions: pack.divisions.length,
  grids: pack.grids.length,
  units: pack.units.length,
  types: pack.types.length,
  routingRules: pack.routing.length,
});
