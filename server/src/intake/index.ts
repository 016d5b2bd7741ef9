export { MappingFaults, type MappingFault } from './fault.ts';
export {
  type FlaggedRow,
  importRequests,
  type ImportReport,
  type ImportTask,
  type RejectedRow,
} from './import.ts';
export { readMapping, type ReadMapping } from './mapping.ts';
