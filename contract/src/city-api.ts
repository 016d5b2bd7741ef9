export * from './city/overview.ts';
export * from './city/search.ts';
export * from './city/administration.ts';
