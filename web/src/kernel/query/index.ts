export { createQueryClient } from './client.ts';
export { type Command, type CommandInput, useCommand } from './use-command.ts';
export { endpointQuery, type ReadOptions, useEndpoint, useInvalidate, usePages } from './use-endpoint.ts';
