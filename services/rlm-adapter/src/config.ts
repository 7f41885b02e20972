import { secret } from '@backhaul/service-kit';
import { z } from 'zod';
import type { RaPolicy } from './rlm-return-authorization/policy.js';

/** The section `rlm` of a merchant. */
export const rlmSection = z.strictObject({
  baseUrl: z.url(),
  company: z.int().positive(),
  apiKey: secret(),
  /** Named when an RA is asked for; RLM makes one RA per division of the items whatever it says. */
  division: z.int().positive().optional(),
  /** Customer account to which web orders post, and its ship-to. */
  account: z.string().min(1),
  store: z.int().nonnegative().default(1),
  /** Number of the warehouse that returned goods go to. */
  warehouse: z.int().positive(),
  /** Our own budget; the vendor allows 60 a minute. */
  callsPerMinute: z.int().positive().default(50),
  /** The legacy system was slow and large; a known client waits this long (contracts/rlm-and-3pl.md §8). */
  timeoutSeconds: z.number().positive().default(120),
});
export type RlmSection = z.infer<typeof rlmSection>;

/** The section `threepl` of a merchant: the warehouse that receives the goods. */
export const threePlSection = z.strictObject({
  baseUrl: z.url(),
  apiKey: secret(),
  clientCode: z.string().min(1),
  warehouseCode: z.string().min(1),
  /** One, or two while it is rotated. */
  webhookSecrets: z.array(secret()).min(1),
  /** How often receipts are read, whatever webhooks said. */
  pollSeconds: z.number().positive().default(60),
  callsPerMinute: z.int().positive().default(120),
  timeoutSeconds: z.number().positive().default(30),
});
export type ThreePlSection = z.infer<typeof threePlSection>;

/** What this service reads of a merchant. RLM needs a warehouse link (contracts/rlm-and-3pl.md §1.1). */
export const merchantSchema = z
  .object({ rlm: rlmSection.optional(), threepl: threePlSection.optional() })
  .refine((merchant) => (merchant.rlm === undefined) === (merchant.threepl === undefined), {
    message: 'expected both sections rlm and threepl, or neither: the RA has to reach a warehouse',
    path: ['threepl'],
  });
export type MerchantSections = z.infer<typeof merchantSchema>;

/** Where the store's returns belong, as it is recorded with each return. */
export function policyOf({ company, division, account, store, warehouse }: RlmSection): RaPolicy {
  return { company, division: division ?? null, account, store, warehouse };
}
