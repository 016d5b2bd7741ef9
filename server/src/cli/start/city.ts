import type { App } from '../../app.ts';
import { faultText, importCity, readCityPack } from '../../city/index.ts';
import type { Config } from '../../kernel/config.ts';
import type { Db } from '../../kernel/db.ts';
import { CliFault } from '../fault.ts';
import type { Terminal } from '../terminal.ts';

/** Puts the pack of HELIU_CITY into force where no city is yet. Later versions come by `heliu city import`. */
export async function ensureCity(app: App, db: Db, config: Config, terminal: Terminal): Promise<void> {
  const { city } = app.capabilities;
  if (city.findCurrent() !== undefined) return;
  const folder = config.city;
  const step = terminal.step(
    { zh: '导入城市包 {folder}', en: 'Importing the city pack {folder}' },
    { folder },
  );
  const { pack, faults } = readCityPack(folder);
  if (pack === null) {
    step.failed();
    for (const fault of faults) terminal.tell({ zh: faultText(fault, 'zh'), en: faultText(fault, 'en') });
    throw new CliFault({
      zh: `城市包 ${folder} 有 ${faults.length} 处问题，服务没有启动。请修改，或用 HELIU_CITY 指定另一个。`,
      en: `The city pack ${folder} has ${faults.length} faults, so the server did not start. Mend them, or name another by HELIU_CITY.`,
    });
  }
  await importCity(db, pack, { accountId: null, at: Date.now() });
  await city.reload();
  step.done();
}
