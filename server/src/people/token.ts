import { hash, randomBytes } from 'node:crypto';

/** 256 random bits: nobody guesses it, so a plain hash of it is enough to keep. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const hashToken = (token: string): Buffer => hash('sha256', token, 'buffer');
