import { matterActs } from '@heliu/contract/matter';
import type { MatterReceipt } from '@heliu/contract/matter/endpoints';
import type { EndpointSpec } from '@heliu/contract/endpoint';
import type { MatterCommandKind } from '@heliu/contract/matter/permissions';
import type { z } from 'zod';

interface ActEndpoint extends EndpointSpec {
  readonly params: z.ZodObject<{ matterId: z.ZodString }>;
  readonly body: z.ZodType<unknown, Record<string, unknown>>;
  readonly reply: typeof MatterReceipt;
}

/** The endpoints of all commands as one type; the payload was read off the same schema that checks it. */
export const endpointOf = (kind: MatterCommandKind): ActEndpoint => matterActs[kind];
