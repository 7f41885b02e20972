import { secret } from '@backhaul/service-kit';
import { z } from 'zod';
import { receivingDays } from '../../receiving-days.js';

/** The section `threepl` of a merchant whose warehouse is ShipBob (contracts/rlm-and-3pl.md §4.3). */
export const shipBobSection = z.strictObject({
  kind: z.literal('shipbob'),
  baseUrl: z.url().default('https://api.shipbob.com'),
  /** A personal access token with the scopes for returns, inventory and webhooks. */
  apiKey: secret(),
  channelId: z.int().positive(),
  /** The fulfilment centre that goods go back to. */
  fulfillmentCenterId: z.int().positive(),
  /** Of the webhook subscription; one, or two while it is rotated. */
  webhookSecrets: z.array(secret()).min(1),
  ...receivingDays,
  /** How often returns are read, whatever webhooks said. */
  pollSeconds: z.number().positive().default(60),
  /** Our own budget; ShipBob allows 150 a minute. */
  callsPerMinute: z.int().positive().default(120),
  timeoutSeconds: z.number().positive().default(30),
});
export type ShipBobSection = z.infer<typeof shipBobSection>;
