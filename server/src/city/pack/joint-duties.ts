import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Unit } from '@heliu/contract/city/unit';
import {
  type DutyList,
  JointDuties,
  type JointDuty,
  namesUnit,
  noJointDuties,
} from '@heliu/contract/joint/duty';
import type { Faults, Spot } from './fault.ts';
import { duplicate, nouns, unknown } from './texts.ts';
import type { Units } from './units.ts';
import { type Path, readYaml } from './yaml-file.ts';

const fileName = 'joint-duties.yaml';

const dutyOf = ({ code, name }: Unit) => ({ zh: `${name.zh}（${code}）的职责`, en: `of ${code} the duty` });

function checkDuty(duty: JointDuty, spot: Spot, faults: Faults): void {
  const { code, acknowledgeWithinMinutes, arriveWithinMinutes } = duty;
  if (arriveWithinMinutes >= acknowledgeWithinMinutes) return;
  faults.add(spot, {
    what: {
      zh: `职责 ${code} 的到场时限短于应答时限`,
      en: `the duty ${code} leaves less time to arrive than to acknowledge`,
    },
    why: {
      zh: '两个时限都从呼叫时起算，到场即已应答',
      en: 'both run from the call, and who arrives has acknowledged',
    },
    fix: {
      zh: '把 arriveWithinMinutes 改为不小于 acknowledgeWithinMinutes',
      en: 'make arriveWithinMinutes no less than acknowledgeWithinMinutes',
    },
  });
}

/** Every unit that a list names is there, and it names at least one. */
function checkUnits(list: DutyList, units: Units, spot: (path: Path) => Spot, faults: Faults): void {
  list.units?.forEach((code, i) => {
    if (units.codes.has(code)) return;
    faults.add(spot(['units', i]), unknown('units', code, nouns.unit, 'units.csv'));
  });
  const { every } = list;
  if (every === undefined || units.list.some((unit) => namesUnit(list, unit))) return;
  faults.add(spot(['every']), {
    what: {
      zh: `没有 ${every.level} 级的 ${every.kind} 单位`,
      en: `there is no ${every.kind} at ${every.level} level`,
    },
    why: { zh: '这份清单不属于任何单位', en: 'the list is nobody’s' },
    fix: { zh: '改正 kind 或 level，或删去这份清单', en: 'correct kind or level, or remove the list' },
  });
}

/** What units come for when they are called; nobody can be called where a pack has no such file. */
export function readJointDuties(folder: string, units: Units, faults: Faults): JointDuties | undefined {
  if (!existsSync(join(folder, fileName))) return noJointDuties;
  const file = readYaml(folder, fileName, JointDuties, faults);
  if (file === undefined) return undefined;
  const taken = new Map<string, Spot>();
  file.value.lists.forEach((list, i) => {
    const spot = (path: Path): Spot => file.spot(['lists', i, ...path]);
    checkUnits(list, units, spot, faults);
    const named = units.list.filter((unit) => namesUnit(list, unit));
    list.duties.forEach((duty, j) => {
      const at = spot(['duties', j, 'code']);
      checkDuty(duty, spot(['duties', j, 'arriveWithinMinutes']), faults);
      // A list for every town would say the same fault of each of them.
      const twice = named.find(({ code }) => taken.has(`${code} ${duty.code}`));
      const first = twice && taken.get(`${twice.code} ${duty.code}`);
      if (twice !== undefined && first !== undefined)
        faults.add(at, duplicate(dutyOf(twice), duty.code, first));
      for (const { code } of named) taken.set(`${code} ${duty.code}`, at);
    });
  });
  return file.value;
}
