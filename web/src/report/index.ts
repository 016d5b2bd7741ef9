export { findTypes } from './city/find-types.ts';
export { PhotoField } from './file/PhotoField.tsx';
export type { SentPhoto } from './file/photo.ts';
export { forgetReports } from './kept.ts';
export { useStageName } from './use-stage-name.ts';
