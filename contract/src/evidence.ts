import { z } from 'zod';
import { CommandId } from './command.ts';
import { endpoint } from './endpoint.ts';
import { Position } from './geo.ts';

/** Largest upload, photo or file. */
export const uploadLimitBytes = 20 * 1_048_576;

export const EvidenceKind = z.enum(['photo', 'file']);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

/** Photos that are taken; every one leaves as JPEG, so this names what a phone or a scanner may send. */
export const photoTypes = ['jpg', 'png', 'heic', 'webp', 'avif', 'gif'] as const;

/** Files that are taken besides photos: extension → media type they are downloaded under. */
export const fileTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  txt: 'text/plain',
  csv: 'text/csv',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  amr: 'audio/amr',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  '3gp': 'video/3gpp',
} as const;
export type FileType = keyof typeof fileTypes;

/** For the `accept` of a file field. `.heif` is the other name of HEIC. */
export const evidenceAccept = [...photoTypes, 'jpeg', 'heif', ...Object.keys(fileTypes)]
  .map((name) => `.${name}`)
  .join(',');

/** The same list in words that need no translation, for texts. */
export const evidenceTypeNames = [...photoTypes, ...Object.keys(fileTypes)].join(' ').toUpperCase();

/** A file waits for its virus check, or has failed it; it cannot be downloaded then. Photos are always ready. */
export const EvidenceStatus = z.enum(['ready', 'awaitingScan', 'infected']);
export type EvidenceStatus = z.infer<typeof EvidenceStatus>;

export const EvidenceFile = z.object({
  id: z.uuid(),
  kind: EvidenceKind,
  mediaType: z.string(),
  bytes: z.int(),
  /** Pixels of a photo as it is shown; null for files. */
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** Name to download it under; null for photos, whose names say nothing or too much. */
  name: z.string().nullable(),
  /** When the camera says the photo was taken. */
  takenAt: z.iso.datetime().nullable(),
  status: EvidenceStatus,
});
export type EvidenceFile = z.infer<typeof EvidenceFile>;

/** Reply of an upload. A file that is not attached within 24 hours is gone. */
export const UploadedEvidence = EvidenceFile.extend({
  /** Where the photo was taken, offered as the place of the report; the kept photo does not hold it. */
  place: Position.nullable(),
});
export type UploadedEvidence = z.infer<typeof UploadedEvidence>;

/** Text fields of the multipart body, beside one part `file`. */
export const UploadFields = z.object({ commandId: CommandId });

export const uploadEvidence = endpoint({
  id: 'evidence.upload',
  method: 'POST',
  path: '/api/evidence',
  permission: 'signedIn',
  summary: 'Upload one photo or file, to be attached to a matter afterwards',
  body: 'multipart',
  reply: UploadedEvidence,
});

export const uploadReportEvidence = endpoint({
  id: 'evidence.uploadPublic',
  method: 'POST',
  path: '/api/reports/evidence',
  permission: 'public',
  summary: 'Upload one photo or file for a report made without an account',
  body: 'multipart',
  reply: UploadedEvidence.extend({
    /** Proves at the report that the file is the reporter's; null when somebody is signed in. */
    claim: z.string().nullable(),
  }),
});

/** Photos are shown, re-encoded; files are downloaded, never shown. Each look at somebody's matter is recorded. */
export const getEvidence = endpoint({
  id: 'evidence.get',
  method: 'GET',
  path: '/api/evidence/:id',
  permission: 'signedIn',
  summary: 'A photo or file of a matter that the actor may read',
  params: z.object({ id: z.uuid() }),
  query: z.object({ size: z.enum(['full', 'thumb']).default('full') }),
  reply: 'bytes',
});
