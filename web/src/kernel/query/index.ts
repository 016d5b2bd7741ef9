export { createQueryClient } from './client.ts';
export { type CommandInput, useCommand } from './use-command.ts';
export { endpointQuery, useEndpoint, useInvalidate, usePages } from './use-endpoint.ts';
