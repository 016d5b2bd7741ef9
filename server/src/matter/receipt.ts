import { createHash, createHmac } from 'node:crypto';
import { findReceiptCode, newReceiptCode } from '@heliu/contract/matter/code';

/** Hex of the SHA-256 of a receipt code in whatever spelling; a text that is no receipt code matches none. */
export const hashReceipt = (receiptCode: string): string =>
  createHash('sha256')
    .update(findReceiptCode(receiptCode) ?? '')
    .digest('hex');

/**
 * The receipt code of an anonymous report. Made from its commandId and the server's secret, so that a repeated
 * command gets the same code without the code being stored anywhere.
 */
export const receiptCodeOf = (secret: string, commandId: string): string =>
  newReceiptCode(createHmac('sha256', secret).update(`receipt ${commandId}`).digest().subarray(0, 12));

/** The code that a reporter who lost the first one is sent: the same one for a report, however often it is asked for. */
export const secondReceiptCodeOf = (secret: string, reportId: string): string =>
  newReceiptCode(createHmac('sha256', secret).update(`second receipt ${reportId}`).digest().subarray(0, 12));
