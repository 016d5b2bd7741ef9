export * from './notices/deliveries.ts';
export * from './notices/own.ts';
export * from './notices/preferences.ts';
