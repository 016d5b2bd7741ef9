import type { Text } from '@heliu/contract/text';

export const stageNames: Readonly<Record<string, Text>> = {
  registered: { zh: '已登记', en: 'Registered' },
  preFilingCheck: { zh: '立案前核实', en: 'Pre-filing check' },
  accepted: { zh: '已受理', en: 'Accepted' },
  filed: { zh: '已立案', en: 'Filed' },
  awaitingRuling: { zh: '待裁定', en: 'Awaiting ruling' },
  dispatched: { zh: '已派遣', en: 'Dispatched' },
  handling: { zh: '办理中', en: 'Being handled' },
  checking: { zh: '核查中', en: 'Being checked' },
  checked: { zh: '已核查', en: 'Checked' },
  closed: { zh: '已结案', en: 'Closed' },
  declined: { zh: '不予受理', en: 'Declined' },
  voided: { zh: '已作废', en: 'Void' },
  merged: { zh: '已合并', en: 'Merged' },
};

export const outcomeNames: Readonly<Record<string, Text>> = {
  solved: { zh: '已解决', en: 'Solved' },
  partly: { zh: '部分解决', en: 'Partly solved' },
  unsolvable: { zh: '无法解决', en: 'Unsolvable' },
};

export const sheetName: Text = { zh: '事项', en: 'Matters' };

/** Choices of the list of matters, as the list itself calls them. */
export const stateNames: Readonly<Record<string, Text>> = {
  open: { zh: '在办', en: 'Open' },
  closed: { zh: '已办结', en: 'Ended' },
};

export const queueNames: Readonly<Record<string, Text>> = {
  mine: { zh: '我经办的', en: 'Mine' },
  unit: { zh: '本单位', en: 'My unit' },
  area: { zh: '辖区', en: 'My area' },
  checks: { zh: '待核查', en: 'To check' },
  approvals: { zh: '待审批', en: 'To approve' },
};

export const lightNames: Readonly<Record<string, Text>> = {
  green: { zh: '正常', en: 'On track' },
  yellow: { zh: '临期', en: 'Near due' },
  red: { zh: '超期', en: 'Overdue' },
};
