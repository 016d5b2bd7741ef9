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
