import { z } from 'zod';
import { Kept } from '../kept.ts';

/** Code that this tab follows; it stays out of addresses, so that no log and no history keeps it. */
export const keptCode = new Kept('report.tracked', z.string(), '');

export const trackCode = (code: string): void => keptCode.set(code);

/** For a printed or shown QR code: the part after # never leaves the device, and the page takes it off at once. */
export const addressOfTracking = (code: string): string => `${window.location.origin}/r/track#${code}`;
