import { getEvidence, uploadEvidence, uploadReportEvidence } from '@heliu/contract/evidence';
import { type Route, route } from '../kernel/route.ts';
import { get, rememberLooks } from './get.ts';
import type { EvidenceRoom } from './room.ts';
import { upload, uploadPublic } from './upload.ts';

export function evidenceRoutes(room: EvidenceRoom): Route[] {
  const looks = rememberLooks();
  return [
    route(uploadEvidence, (_input, context) => upload(room, context, uploadEvidence.id)),
    route(uploadReportEvidence, (_input, context) => uploadPublic(room, context, uploadReportEvidence.id)),
    route(getEvidence, ({ params, query }, context) => get(room, looks, { ...params, ...query }, context)),
  ];
}
