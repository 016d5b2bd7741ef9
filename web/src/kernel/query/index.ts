export { createQueryClient } from './client.ts';
export { type CommandInput, useCommand } from './use-command.ts';
export { useKnown } from './use-known.ts';
export { endpointQuery, useEndpoint, useInvalidate, usePages } from './use-endpoint.ts';
