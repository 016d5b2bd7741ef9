export * from './city/overview.ts';
export * from './city/search.ts';
export * from './city/administration.ts';
export * from './city/versions.ts';
export * from './city/working-time.ts';
export * from './city/items.ts';
export * from './city/grid-edits.ts';
