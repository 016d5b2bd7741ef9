import type { Text } from '../text.ts';

/** Least area of a grid that is drawn, in square metres: about a dozen dwellings' ground. */
export const leastGridAreaM2 = 500;

/** Why a change of grids is not made, and what to do. `{name}` is filled from the refusal's params. */
export const gridRefusals = {
  gridUnknown: {
    zh: '现行版本中没有网格 {grid}。请刷新页面后重新选择。',
    en: 'The city in force has no grid {grid}. Reload the page and choose again.',
  },
  noOutline: {
    zh: '网格 {grid} 没有边界，不能在地图上划分。请先在城市包中给出边界。',
    en: 'The grid {grid} has no outline, so it cannot be drawn on. Give its outline in the city pack first.',
  },
  notOneCommunity: {
    zh: '所选网格分属不同的村（社区）。只能在同一村（社区）内调整。',
    en: 'The chosen grids lie in different communities. Choose grids of one community.',
  },
  tooFewGrids: {
    zh: '合并至少需要两个不同的网格。请再选一个相邻网格。',
    en: 'Merging takes two different grids at least. Choose one more that adjoins.',
  },
  notTwoGrids: {
    zh: '重划边界需要恰好两个不同的网格。请选择两个相邻网格。',
    en: 'A border is redrawn between exactly two different grids. Choose two that adjoin.',
  },
  notAdjoining: {
    zh: '所选网格不相邻：它们没有共同的边。请选择有共同边的网格。',
    en: 'The chosen grids do not adjoin: they share no edge. Choose grids with a common edge.',
  },
  leavesHole: {
    zh: '合并后中间会留下空洞。请把被围住的网格一并选上。',
    en: 'The merged grid would have a hole. Choose the grid inside it as well.',
  },
  lineTooShort: {
    zh: '这条线至少需要两个不同的点。请继续画线。',
    en: 'The line needs two different points at least. Go on drawing.',
  },
  lineTouchesItself: {
    zh: '这条线与自身相交或相接。请重画，不要回头。',
    en: 'The line crosses or touches itself. Draw it again without turning back.',
  },
  notAcross: {
    zh: '这条线没有穿过网格。请从边界的一侧画到另一侧。',
    en: 'The line does not cross the grid. Draw from one side of its border to the other.',
  },
  endsInside: {
    zh: '这条线的一端落在网格之内。请把两端画到边界上或边界之外。',
    en: 'One end of the line lies inside the grid. Draw both ends to the border or beyond it.',
  },
  severalParts: {
    zh: '这条线多次穿过或碰到边界，会分成两个以上的部分。请只穿过一次。',
    en: 'The line meets the border more than twice and leaves three parts or more. Cross the grid just once.',
  },
  crossesHole: {
    zh: '这条线穿过网格内部的空洞。请绕开。',
    en: 'The line crosses a hole in the grid. Draw around it.',
  },
  partTooSmall: {
    zh: '其中一个部分只有 {area} 平方米，小于最小面积 {least} 平方米。请移动这条线。',
    en: 'One part would have {area} m², less than the least area of {least} m². Move the line.',
  },
  tooClose: {
    zh: '这条线离现有边界过近，无法精确划分。请离边界远一些，或正好经过边界的顶点。',
    en: 'The line runs too close to a border to be kept exactly. Keep away from it, or go through its corners.',
  },
  nameTaken: {
    zh: '本村（社区）已有名为“{name}”的网格。请换一个名称。',
    en: 'The community already has a grid called “{name}”. Choose another name.',
  },
  nothingChanges: {
    zh: '与现状相同，没有可保存的变更。',
    en: 'This is how it is already; there is nothing to save.',
  },
  codesUsedUp: {
    zh: '本村（社区）的网格编号已用完：用过的编号不再用于其他区域。请与城市数据管理员联系，调整编码规则。',
    en: 'The numbers for grids of this community are used up, and a used one is not given again. Ask whoever keeps the city pack for a longer code scheme.',
  },
  ruleNamesSome: {
    zh: '分派规则 {rule} 只点名了其中部分网格，合并会改变它的范围。请先在城市包中调整该规则。',
    en: 'The routing rule {rule} names some of these grids and not the others, so merging would change what it covers. Change the rule in the city pack first.',
  },
  touchedLater: {
    zh: '此后这些网格或其边界又有变更，不能直接撤销。请先撤销较晚的变更。',
    en: 'These grids or their borders were changed again since. Undo the later change first.',
  },
  ended: {
    zh: '这次变更已不再有效，无需撤销。',
    en: 'This change is no longer in force; there is nothing to undo.',
  },
} as const satisfies Record<string, Text>;

export type GridRefusalCode = keyof typeof gridRefusals;

export interface GridRefusal {
  readonly code: GridRefusalCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export const refuseGrid = (code: GridRefusalCode, params: GridRefusal['params'] = {}): GridRefusal => ({
  code,
  params,
});
