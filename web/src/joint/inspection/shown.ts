import { getHistory, getMatter } from '@heliu/contract/matter';
import {
  getInspection,
  getInspectionBoard,
  listInspections,
  listInspectionsOfMatter,
} from '@heliu/contract/joint/inspections';

/** What is read again after whatever is done with an inspection. */
export const shownInspections = [listInspections, getInspectionBoard, getInspection] as const;

/** A finding that becomes a matter is told on its page. */
export const shownWithMatter = [...shownInspections, listInspectionsOfMatter, getMatter, getHistory] as const;
