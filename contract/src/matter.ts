export * from './matter/endpoints.ts';
export * from './matter/permissions.ts';
export * from './matter/track.ts';
export * from './matter/views.ts';
