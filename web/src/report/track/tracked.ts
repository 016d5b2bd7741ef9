import { trackingPath } from '@heliu/contract/matter/code';
import { z } from 'zod';
import { Kept } from '../kept.ts';

/** Code that this tab follows; it stays out of addresses, so that no log and no history keeps it. */
export const keptCode = new Kept('report.tracked', z.string(), '');

export const trackCode = (code: string): void => keptCode.set(code);

/** For a printed or shown QR code; the page takes the code off the address at once. */
export const addressOfTracking = (code: string): string => `${window.location.origin}${trackingPath(code)}`;
