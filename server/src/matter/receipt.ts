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
