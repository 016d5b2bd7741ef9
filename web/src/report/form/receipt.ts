import { z } from 'zod';
import { Kept } from '../kept.ts';

/** What the server answered to the last report of this tab, until its code is noted. */
export const keptReceipt = new Kept(
  'report.receipt',
  z
    .object({
      matterId: z.string(),
      code: z.string(),
      receiptCode: z.string().nullable(),
      photos: z.number(),
    })
    .nullable(),
  null,
);

/** Receipt codes that this tab may use, by matter: an anonymous reporter goes on without typing them again. */
export const keptReceiptCodes = new Kept('report.receiptCodes', z.record(z.string(), z.string()), {});

export const rememberReceiptCode = (matterId: string, receiptCode: string): void =>
  keptReceiptCodes.set({ ...keptReceiptCodes.value, [matterId]: receiptCode });
