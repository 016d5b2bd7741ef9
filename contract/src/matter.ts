export * from './matter/colleagues.ts';
export * from './matter/endpoints.ts';
export * from './matter/permissions.ts';
export * from './matter/presence.ts';
export * from './matter/saved-views.ts';
export * from './matter/track.ts';
export * from './matter/triage.ts';
export * from './matter/views.ts';
