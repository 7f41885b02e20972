import { secret } from '@backhaul/service-kit';
import { z } from 'zod';

/** The section `shopify` of a merchant. */
export const shopifySection = z
  .strictObject({
    /** The shop's permanent name, which its webhooks carry. */
    shop: z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/, 'expected a name such as northfold.myshopify.com'),
    /** Default: the shop itself. */
    baseUrl: z.url().optional(),
    /** Pinned (contracts/shopify.md §1); before 2026-01 there were no idempotency keys. */
    apiVersion: z
      .string()
      .regex(/^\d{4}-(01|04|07|10)$/, 'expected a version such as 2026-10')
      .refine((version) => version >= '2026-01', 'expected 2026-01 or later')
      .default('2026-10'),
    clientId: z.string().min(1),
    clientSecret: secret(),
    /** What webhooks are signed with; several while one is rotated. Default: the client secret. */
    webhookSecrets: z.array(secret()).min(1).optional(),
    /** How often changed orders are read, whatever webhooks said. */
    sweepSeconds: z.number().positive().default(300),
    /** What exchange orders are called before the original's number; a setting in Loop. */
    exchangePrefixes: z.array(z.string().trim().min(1).max(20)).max(20).default(['EXC-', 'EXC', 'L-']),
    /** Tags that Loop gives exchange orders; `{number}` stands for the original's number. */
    exchangeTags: z.array(z.string().trim().min(1).max(100)).max(20).default(['{number}']),
    /** Where this service is reached from outside, e.g. https://…/webhooks/shopify: subscriptions are then made by itself. */
    webhookUrl: z.url({ protocol: /^https?$/ }).optional(),
    /** How far the first sweep looks back. Without `read_all_orders` the shop shows 60 days. */
    lookBackDays: z.number().positive().max(59).default(30),
  })
  .transform(({ baseUrl, webhookSecrets, ...section }) => ({
    ...section,
    baseUrl: baseUrl ?? `https://${section.shop}`,
    webhookSecrets: webhookSecrets ?? [section.clientSecret],
  }));

export type ShopifySection = z.infer<typeof shopifySection>;

/** What this service reads of a merchant; a merchant without the section is not ours. */
export const merchantSchema = z.object({ shopify: shopifySection.optional() });
export type MerchantSections = z.infer<typeof merchantSchema>;
