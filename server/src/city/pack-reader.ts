import { existsSync, statSync } from 'node:fs';
import type { PackFault } from '@heliu/contract/city/administration';
import { PackFile } from '@heliu/contract/city/files';
import type { CityPack } from '@heliu/contract/city/pack';
import type { Calendar } from '@heliu/contract/deadline/calendar';
import { readCalendar } from './pack/calendar.ts';
import { Codes } from './pack/codes.ts';
import { readDivisions } from './pack/divisions.ts';
import { Faults } from './pack/fault.ts';
import { readGrids } from './pack/grids.ts';
import { readLandmarks, readOutline, withOutlines } from './pack/outlines.ts';
import { checkDeadRules, checkFallback, readRoutes } from './pack/routing.ts';
import { readHotlineDesk } from './pack/hotline-desk.ts';
import { readJointDuties } from './pack/joint-duties.ts';
import { readMailDesk } from './pack/mail-desk.ts';
import { readPatrol } from './pack/patrol.ts';
import { readNotices } from './pack/notices.ts';
import { readRegisters } from './pack/registers.ts';
import { nouns } from './pack/texts.ts';
import { readSupervision } from './pack/supervision.ts';
import { readTypes } from './pack/types.ts';
import { readStaff, readUnits } from './pack/units.ts';
import { readReasons, readTemplates, readWords } from './pack/wording.ts';
import { readYaml, type YamlFile } from './pack/yaml-file.ts';
import type { z } from 'zod';

export { faultText } from './pack/fault.ts';

/** A pack without any fault, or the faults and no pack: nothing half-read is ever handed on. */
export type ReadPack =
  | { readonly pack: CityPack; readonly faults: readonly [] }
  | { readonly pack: null; readonly faults: readonly PackFault[] };

type Header = YamlFile<z.output<typeof PackFile>>;

function checkHeader({ value, spot }: Header, faults: Faults): void {
  const channels = new Codes(nouns.channel);
  value.channels.forEach(({ code }, i) => channels.declare(code, spot(['channels', i, 'code']), faults));
  const versions = new Codes(nouns.version);
  value.catalogue.forEach((entry, i) => {
    versions.declare(entry.version, spot(['catalogue', i, 'version']), faults);
    const before = value.catalogue[i - 1];
    if (before === undefined || before.from < entry.from) return;
    faults.add(spot(['catalogue', i, 'from']), {
      what: {
        zh: `目录版本 ${entry.version} 的起始日期不晚于上一版`,
        en: `the catalogue version ${entry.version} does not begin after the one before it`,
      },
      why: { zh: '每一天只有一个版本有效', en: 'one version is in force on any day' },
      fix: { zh: '按日期先后排列，日期各不相同', en: 'put them in order of their dates, each with its own' },
    });
  });
}

function absentFolder(folder: string): PackFault {
  return {
    file: folder,
    line: 0,
    what: { zh: '没有这个文件夹', en: 'there is no such folder' },
    why: { zh: '城市包是一个文件夹', en: 'a city pack is a folder' },
    fix: { zh: '检查路径，如 cities/hechuan', en: 'check the path, such as cities/hechuan' },
  };
}

/** What the city does about types of matters besides handling them. */
function readWork(
  folder: string,
  parts: Omit<Parameters<typeof readPatrol>[1], 'registers'>,
  faults: Faults,
): Pick<CityPack, 'supervision' | 'registers' | 'patrol' | 'hotlineDesk'> | undefined {
  const supervision = readSupervision(folder, parts.types, faults);
  const registers = readRegisters(folder, parts.types, faults);
  const patrol = readPatrol(folder, { ...parts, registers }, faults);
  const hotlineDesk = readHotlineDesk(folder, parts.types, faults);
  if (!supervision || !registers || !patrol || !hotlineDesk) return undefined;
  return { supervision, registers, patrol, hotlineDesk };
}

/** Everything that can be read is read, whatever is wrong elsewhere, so that one run names all faults. */
function readParts(folder: string, header: Header, faults: Faults): CityPack | undefined {
  const { value, spot } = header;
  checkHeader(header, faults);
  const outline = readOutline(folder, faults);
  const divisions = readDivisions(folder, value.districtCode, spot(['districtCode']), faults);
  const grids = readGrids(folder, divisions, value.codeScheme, outline, faults);
  const landmarks = readLandmarks(folder, { divisions, grids }, outline, faults);
  const units = readUnits(folder, divisions, faults);
  const gridByCode = new Map(grids.list.map((grid) => [grid.code, grid]));
  const staff = readStaff(folder, { divisions, grids, gridByCode, units }, faults);
  const types = readTypes(folder, value.catalogue, faults);
  const channels = new Set(value.channels.map((channel) => channel.code));
  const routes = readRoutes(folder, { divisions, grids, units, types, channels }, faults);
  const calendar = readCalendar(folder, value.timeZone, faults);
  const replyTemplates = readTemplates(folder, faults);
  const reasons = readReasons(folder, faults);
  const notices = readNotices(folder, faults);
  const words = readWords(folder, faults);
  const jointDuties = readJointDuties(folder, units, faults);
  const mailDesk = readMailDesk(folder, channels, faults);
  const work = readWork(folder, { types, channels, divisions, grids, landmarks }, faults);
  if (!types.whole || !routes || !calendar || !reasons || !notices || !words) return undefined;
  if (!jointDuties || !mailDesk || !work) return undefined;
  const pack: CityPack = {
    ...value,
    outline,
    divisions: divisions.list,
    grids: grids.list,
    landmarks,
    units: units.list,
    staff,
    requestKinds: types.requestKinds,
    classes: types.classes,
    types: types.whole.list,
    duties: routes.duties,
    routing: routes.rules,
    fallback: routes.fallback,
    lifeCycle: types.whole.lifeCycle,
    calendar,
    replyTemplates,
    reasons,
    notices,
    words,
    jointDuties,
    mailDesk,
    ...work,
  };
  checkFallback(pack, divisions, routes.spotOfFallback, faults);
  checkDeadRules(pack, routes, faults);
  if (faults.count > 0) return undefined;
  return { ...pack, divisions: withOutlines(folder, divisions, grids.list, outline, faults) };
}

/** Reads a city pack from its folder, joins its files and checks them against each other. */
export function readCityPack(folder: string): ReadPack {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    return { pack: null, faults: [absentFolder(folder)] };
  }
  const faults = new Faults();
  const header = readYaml(folder, 'pack.yaml', PackFile, faults);
  const pack = header && readParts(folder, header, faults);
  return pack !== undefined && faults.count === 0
    ? { pack, faults: [] }
    : { pack: null, faults: faults.sorted() };
}

/** The calendar of a pack alone, for questions that need no more; the rest of the pack is not looked at. */
export function readPackCalendar(folder: string): { calendar?: Calendar; faults: readonly PackFault[] } {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return { faults: [absentFolder(folder)] };
  const faults = new Faults();
  const header = readYaml(folder, 'pack.yaml', PackFile, faults);
  const calendar = header && readCalendar(folder, header.value.timeZone, faults);
  return calendar === undefined || faults.count > 0 ? { faults: faults.sorted() } : { calendar, faults: [] };
}
