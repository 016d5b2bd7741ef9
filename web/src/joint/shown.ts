import { getCallBoard, listCalls, listCallsOfMatter } from '@heliu/contract/joint';

/** What is read again after whatever is done with a call. */
export const shownCalls = [listCalls, getCallBoard, listCallsOfMatter] as const;
