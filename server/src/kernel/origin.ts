import type { FastifyRequest } from 'fastify';
import type { Config } from './config.ts';

/** Where pages are opened from outside: as configured, or else where whoever asks has found this server. */
export const originOf = ({ origin }: Config, request: FastifyRequest): string =>
  origin ?? `${request.protocol}://${request.host}`;
