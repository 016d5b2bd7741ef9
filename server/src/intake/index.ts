export { MappingFaults } from './fault.ts';
export { importRequests, type ImportReport } from './import.ts';
export { readMapping, type ReadMapping } from './mapping.ts';
export { openTable, type TableRow } from './table.ts';
