import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Ladder,
  type LadderStep,
  noSupervision,
  type Supervision,
  SupervisionFile,
  supervisionLevels,
} from '@heliu/contract/supervision/ladder';
import { Codes } from './codes.ts';
import type { Faults, Spot } from './fault.ts';
import { nouns, unknown } from './texts.ts';
import type { Types } from './types.ts';
import { type Path, readYaml } from './yaml-file.ts';

const file = 'supervision.yaml';

const stepNoun = { zh: '督办级次', en: 'the step' };
const ladderNoun = { zh: '督办阶梯', en: 'the ladder' };

const isBefore = ({ when }: LadderStep): boolean => when !== 'due' && ('left' in when || 'before' in when);
const isWait = ({ when }: LadderStep): boolean => when !== 'due' && 'wait' in when;
const rank = ({ level }: LadderStep): number => supervisionLevels.indexOf(level);

/** Why a step cannot stand behind the one before it. */
function checkOrder(
  step: LadderStep,
  last: LadderStep | undefined,
  spot: (path: Path) => Spot,
  faults: Faults,
) {
  const { code, level } = step;
  if (last === undefined && isWait(step)) {
    faults.add(spot(['when']), {
      what: { zh: `第一级 ${code} 不能用 wait`, en: `the first step, ${code}, cannot wait` },
      why: { zh: '它之前没有可等待的级次', en: 'there is no step before it to wait after' },
      fix: { zh: '改用 left、before、due 或 after', en: 'use left, before, due or after' },
    });
  }
  if (level === 'blue' && !isBefore(step)) {
    faults.add(spot(['when']), {
      what: { zh: `蓝牌 ${code} 不在到期之前`, en: `the blue step ${code} does not lie before the due time` },
      why: { zh: '蓝牌是到期前的提醒', en: 'blue is the warning before the limit' },
      fix: {
        zh: '改用 left 或 before，或改为黄牌、红牌',
        en: 'use left or before, or make it yellow or red',
      },
    });
  }
  if (level === 'red' && isBefore(step)) {
    faults.add(spot(['when']), {
      what: { zh: `红牌 ${code} 在到期之前`, en: `the red step ${code} lies before the due time` },
      why: { zh: '未超期的不发红牌', en: 'what is not overdue gets no red card' },
      fix: {
        zh: '改用 due、after 或 wait，或改为蓝牌、黄牌',
        en: 'use due, after or wait, or make it blue or yellow',
      },
    });
  }
  if (last === undefined) return;
  if (rank(step) < rank(last)) {
    faults.add(spot(['level']), {
      what: {
        zh: `级次 ${code} 的颜色低于前一级`,
        en: `the step ${code} is of a lower colour than the one before`,
      },
      why: { zh: '督办只会逐级升级', en: 'a ladder only climbs' },
      fix: { zh: '按蓝、黄、红排列', en: 'put them in the order blue, yellow, red' },
    });
  }
  if (isBefore(step) && !isBefore(last)) {
    faults.add(spot(['when']), {
      what: { zh: `级次 ${code} 早于前一级`, en: `the step ${code} comes before the one it follows` },
      why: { zh: '它会与前一级同时发出', en: 'both would be issued at the same moment' },
      fix: { zh: '按时间先后排列', en: 'put them in the order of time' },
    });
  }
}

function checkLadder(ladder: Ladder, types: Types, spot: (path: Path) => Spot, faults: Faults): void {
  ladder.classes?.forEach((code, i) => {
    if (types.classCodes.has(code)) return;
    faults.add(spot(['classes', i]), unknown('classes', code, nouns.class, 'matter-types.yaml'));
  });
  const codes = new Codes(stepNoun);
  ladder.steps.forEach((step, i) => {
    const at = (path: Path): Spot => spot(['steps', i, ...path]);
    codes.declare(step.code, at(['code']), faults);
    checkOrder(step, ladder.steps[i - 1], at, faults);
  });
}

const isGeneral = ({ clocks, classes }: Ladder): boolean => clocks === undefined && classes === undefined;

/** The ladders of a pack; none where it has no such file. */
export function readSupervision(folder: string, types: Types, faults: Faults): Supervision | undefined {
  if (!existsSync(join(folder, file))) return noSupervision;
  const read = readYaml(folder, file, SupervisionFile, faults);
  if (read === undefined) return undefined;
  const { ladders } = read.value;
  const codes = new Codes(ladderNoun);
  ladders.forEach((ladder, i) => {
    const spot = (path: Path): Spot => read.spot(['ladders', i, ...path]);
    codes.declare(ladder.code, spot(['code']), faults);
    checkLadder(ladder, types, spot, faults);
    const isLast = i === ladders.length - 1;
    if (isGeneral(ladder) === isLast) return;
    faults.add(spot(['code']), {
      what: isLast
        ? {
            zh: `最后的阶梯 ${ladder.code} 不适用于所有计时`,
            en: `the last ladder, ${ladder.code}, is not for every clock`,
          }
        : { zh: `${ladder.code} 之后的阶梯永远用不到`, en: `no ladder after ${ladder.code} is ever climbed` },
      why: isLast
        ? { zh: '没有阶梯的计时无人督办', en: 'clocks without a ladder would be nobody’s' }
        : { zh: '它没有 clocks 和 classes，适用于一切', en: 'without clocks and classes it fits everything' },
      fix: isLast
        ? { zh: '在最后加一个没有 clocks 和 classes 的阶梯', en: 'put one without clocks and classes last' }
        : { zh: '把它移到最后', en: 'move it to the end' },
    });
  });
  return read.value;
}
