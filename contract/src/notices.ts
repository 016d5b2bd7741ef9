export * from './notices/deliveries.ts';
export * from './notices/own.ts';
export * from './notices/preferences.ts';
export * from './notices/push.ts';
