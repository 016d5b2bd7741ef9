export { findTypes } from './city/find-types.ts';
