import { readSetting, writeSetting } from '../ui/setting.ts';

const settingName = 'clock.ahead';
/** `Date` headers are whole seconds and every line takes its time: less than this is no fault of the device. */
const toleratedMs = 5_000;
/** A slow answer says little about when its header was written. */
const slowMs = 10_000;

/** Milliseconds by which the server's clock is ahead of this device's. Kept, as a day may begin without a network. */
let aheadMs = Number(readSetting(settingName) ?? 0) || 0;

/** What a `Date` header says of the device's clock; undefined where it says nothing. */
export function measureAhead(date: string | null, askedAt: number, answeredAt: number): number | undefined {
  const written = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(written) || answeredAt < askedAt || answeredAt - askedAt > slowMs) return undefined;
  // The header leaves out what is after the second.
  const measured = Math.round(written + 500 - (askedAt + answeredAt) / 2);
  return Math.abs(measured) < toleratedMs ? 0 : measured;
}

/** Learns from an answer of the server; one out of a cache tells an old time and is passed over. */
export function noteServerTime(headers: Headers, askedAt: number, answeredAt: number): void {
  if (/max-age=[1-9]/.test(headers.get('cache-control') ?? '')) return;
  const measured = measureAhead(headers.get('date'), askedAt, answeredAt);
  if (measured === undefined || measured === aheadMs) return;
  aheadMs = measured;
  writeSetting(settingName, String(measured));
}

/** The present in epoch milliseconds, by the server's clock as far as it is known. */
export const presentMs = (): number => Date.now() + aheadMs;

/** How wrong the device's clock is: positive where it is behind, 0 where it is right. */
export const clockAheadMs = (): number => aheadMs;
