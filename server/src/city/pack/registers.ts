import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { noRegisters, Registers } from '@heliu/contract/registers/pack';
import { Codes } from './codes.ts';
import type { Faults, Spot } from './fault.ts';
import { nouns, unknown } from './texts.ts';
import type { Types } from './types.ts';
import { type Path, readYaml } from './yaml-file.ts';

const fileName = 'registers.yaml';

/** The registers of a pack, with nothing in them; none where it has no such file. */
export function readRegisters(folder: string, types: Types, faults: Faults): Registers | undefined {
  if (!existsSync(join(folder, fileName))) return noRegisters;
  const file = readYaml(folder, fileName, Registers, faults);
  if (file === undefined) return undefined;
  const { premises, disputes, support } = file.value;
  const buildings = new Codes(nouns.premisesKind);
  premises.kinds.forEach(({ code }, i) =>
    buildings.declare(code, file.spot(['premises', 'kinds', i, 'code']), faults),
  );
  const known = (code: string, spot: Spot): void => {
    if (!types.codes.has(code)) faults.add(spot, unknown('type', code, nouns.type, 'matter-types.yaml'));
  };
  disputes.forEach((code, i) => known(code, file.spot(['disputes', i])));
  const kinds = new Codes(nouns.supportKind);
  support.kinds.forEach(({ code, referrals }, i) => {
    const spot = (path: Path): Spot => file.spot(['support', 'kinds', i, ...path]);
    kinds.declare(code, spot(['code']), faults);
    referrals.forEach((type, j) => inForce(type, spot(['referrals', j]), types, faults, known));
  });
  return file.value;
}

/** What a visit is handed on as is reported at once: its type is there, in force, and asks nothing more. */
function inForce(
  type: string,
  spot: Spot,
  types: Types,
  faults: Faults,
  known: (code: string, spot: Spot) => void,
): void {
  known(type, spot);
  const found = types.list.find(({ code }) => code === type);
  if (found === undefined) return;
  if (found.exited === null && found.questions.every(({ required }) => !required)) return;
  faults.add(spot, {
    what: {
      zh: `事项 ${type} 已经退出目录，或有必答问题`,
      en: `the type ${type} has left the catalogue or asks something that must be answered`,
    },
    why: { zh: '走访中的转介要能直接上报', en: 'a referral from a visit is reported without more questions' },
    fix: { zh: '改用另一个现行的事项', en: 'name another type that is in force' },
  });
}
