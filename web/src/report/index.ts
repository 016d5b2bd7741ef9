export { findTypes } from './city/find-types.ts';
export { forgetReports } from './kept.ts';
