import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { HotlineDesk, type KnowledgeEntry, noHotlineDesk } from '@heliu/contract/hotline/desk';
import { Codes } from './codes.ts';
import type { Faults, Spot } from './fault.ts';
import { nouns, unknown } from './texts.ts';
import type { Types } from './types.ts';
import { type Path, readYaml } from './yaml-file.ts';

const fileName = 'hotline.yaml';

/** The type that an answer proposes is there, in force, and may be settled while somebody is on the telephone. */
function checkType({ code, type }: KnowledgeEntry, types: Types, spot: Spot, faults: Faults): void {
  if (type === undefined) return;
  const found = types.list.find((one) => one.code === type);
  if (found === undefined) {
    faults.add(spot, unknown('type', type, nouns.type, 'matter-types.yaml'));
    return;
  }
  if (found.exited === null && found.rules?.onSpotAllowed !== false) return;
  faults.add(spot, {
    what: {
      zh: `知识条目 ${code} 的事项 ${type} 已退出或不能当场办结`,
      en: `the answer ${code} names ${type}, which has left the catalogue or cannot be settled on the spot`,
    },
    why: {
      zh: '答复来电后按该事项登记并当场办结',
      en: 'who asked is registered under it and settled on the spot',
    },
    fix: { zh: '改用另一个事项，或删去 type', en: 'name another type, or leave type out' },
  });
}

function checkDays({ code, validFrom, validUntil }: KnowledgeEntry, spot: Spot, faults: Faults): void {
  if (validFrom === undefined || validUntil === undefined || validFrom <= validUntil) return;
  faults.add(spot, {
    what: { zh: `知识条目 ${code} 的有效期先止后起`, en: `the answer ${code} ends before it begins` },
    why: { zh: '这样它永远不会被查到', en: 'it would never be told' },
    fix: { zh: '把 validUntil 改到 validFrom 之后', en: 'put validUntil after validFrom' },
  });
}

/** Answers and times of the people on the telephone; a pack without the file has no answers. */
export function readHotlineDesk(folder: string, types: Types, faults: Faults): HotlineDesk | undefined {
  if (!existsSync(join(folder, fileName))) return noHotlineDesk;
  const file = readYaml(folder, fileName, HotlineDesk, faults);
  if (file === undefined) return undefined;
  const codes = new Codes(nouns.knowledge);
  file.value.knowledge.forEach((entry, i) => {
    const spot = (path: Path): Spot => file.spot(['knowledge', i, ...path]);
    codes.declare(entry.code, spot(['code']), faults);
    checkType(entry, types, spot(['type']), faults);
    checkDays(entry, spot(['validUntil']), faults);
  });
  return file.value;
}
