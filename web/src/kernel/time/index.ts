export { formatRelative, formatSpan, formatTime, type TimeDetail } from './format.ts';
export { clockAheadMs, presentMs } from './server-clock.ts';
export { useNow } from './use-now.ts';
export { timeZone } from './zone.ts';
