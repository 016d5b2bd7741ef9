import { getMatter, getHistory } from '@heliu/contract/matter';
import {
  getConsultation,
  getConsultationBoard,
  listConsultations,
  listConsultationsOfMatter,
} from '@heliu/contract/joint/consultations';

/** What is read again after whatever is done with a consultation. */
export const shownConsultations = [
  listConsultations,
  getConsultationBoard,
  getConsultation,
  listConsultationsOfMatter,
] as const;

/** A decision that sends a work order changes its matter too. */
export const shownWithMatter = [...shownConsultations, getMatter, getHistory] as const;
