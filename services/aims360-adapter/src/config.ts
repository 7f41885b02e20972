import { isBeforeGoLive, oneOwnerEach, storeSettings, type Claim } from '@backhaul/erp-kit';
import { secret } from '@backhaul/service-kit';
import { z } from 'zod';
import type { ExchangePolicy } from './exchange-order/policy.js';
import { viewSettings } from './aims360/views/view-settings.js';
import type { RmaPolicy } from './aims360-rma/policy.js';

/** Mapping tables whose words may have to be mapped before a return goes on. */
const tableNames = ['reason', 'warehouse', 'disposition', 'payment-type', 'shipping-type', 'item'] as const;
export type TableName = (typeof tableNames)[number];

const code = (otherwise: string) => z.string().min(1).default(otherwise);

const mode = z.enum(['api', 'operator']).default('api');

/** The section `aims360` of a merchant: how to reach its AIMS360, and what the store has decided. */
export const aims360Section = z.strictObject({
  ...storeSettings,
  /** West or East host, as the vendor's support tells; there is no default (contracts/aims360.md §1.1). */
  baseUrl: z.url(),
  clientId: z.string().min(1),
  clientSecret: secret(),
  username: z.string().min(1),
  password: secret(),
  /** Account under which all shoppers of the shop are kept. */
  customerAccount: z.string().min(1),
  /** Codes of the default receiving warehouse, of the warehouse for seconds, and of the default RMA reason. */
  warehouse: z.string().min(1),
  secondsWarehouse: z.string().min(1).optional(),
  reason: z.string().min(1),
  /** Codes of the reasons of the AR debits that offset a credit, by what consumed it. */
  debitReasons: z
    .strictObject({
      refund: code('SHOPREF'),
      storeCredit: code('SHOPGC'),
      exchange: code('SHOPEXC'),
      fee: code('RETFEE'),
      rounding: code('ROUND'),
    })
    .prefault({}),
  /** Code of the reason of a credit adjustment that rounds: AIMS360 keeps another list for credits. */
  roundingCreditReason: code('ROUND'),
  /** Up to how many cents a difference is rounded away. */
  toleranceCents: z.int().min(0).max(100).default(2),
  /** How a handling fee is kept: it lowers the credit, or it is debited. */
  fee: z.enum(['restocking-fee', 'debit']).default('restocking-fee'),
  /** Who makes RMAs and credits: we, or the vendor's own Loop link, which we then follow. */
  owner: z.enum(['us', 'vendor-link']).default('us'),
  /** Who confirms credits: a person; we, once everything came back in good condition; or we, before any goods are in. */
  confirmCredit: z.enum(['person', 'policy', 'early']).default('person'),
  /** Who posts the AR debits: we; a person, after we have entered them; or a person alone. */
  postDebit: z.enum(['policy', 'staged', 'person']).default('policy'),
  creditIncludesTax: z.boolean().default(true),
  /** Who imports exchange orders: we, once nothing stands against it, or a person in AIMS360. */
  importOrders: z.enum(['policy', 'person']).default('policy'),
  /** So many exchange orders are approved by a person before the rest goes by itself. */
  approveFirst: z.int().min(0).max(1000).default(3),
  /** Codes for exchange orders, which come without: shipping type where the original order has none, and payment type. */
  shippingType: z.string().min(1).optional(),
  paymentType: z.string().min(1).optional(),
  /** How long AIMS360 may take to read an order from the shop by itself; 0 where a person clicks Import Orders from Shopify. */
  stagingMinutes: z.number().min(0).max(1440).default(0),
  /** What the vendor's own Loop link is set to do at this store, as AIMS360 shows it. */
  vendorLink: z
    .strictObject({ createsRmas: z.boolean().default(false), processesOnCredit: z.boolean().default(false) })
    .prefault({}),
  /** Tables in which every word has to have an entry of its own: the defaults above do not count for them. */
  requireMapping: z.array(z.enum(tableNames)).default([]),
  /** Signs what a warehouse posts to us; several while one is rotated. Without one nothing is taken. */
  warehouseWebhook: z.strictObject({ secrets: z.array(secret()).default([]) }).prefault({}),
  /** Who carries out each operation: we, over the API, or a person, who gets tasks with the exact values. */
  modes: z
    .strictObject({
      createRma: mode,
      editRma: mode,
      receiveRma: mode,
      voidRma: mode,
      creditRma: mode,
      debit: mode,
      importOrder: mode,
      amendOrder: mode,
    })
    .prefault({}),
  /** From where documents are read: the API's lists, or exports of bulk views, which every account has. */
  reads: z.enum(['api', 'bulk-view']).default('api'),
  views: viewSettings,
  /** How often changed RMAs are read; there are no webhooks (contracts/aims360.md §1.4). */
  pollSeconds: z.number().positive().default(60),
  /** How long one call may take before its answer counts as lost. */
  timeoutSeconds: z.number().positive().default(15),
  /** Our own budget; the vendor allows 200 a minute. */
  callsPerMinute: z.int().positive().default(150),
});

export type Aims360Section = z.infer<typeof aims360Section>;

const processOwner = z.object({ process: z.enum(['backhaul', 'vendor-link', 'loop', 'person']).default('backhaul') });
/** Of Loop's section only who makes it process; the rest is for its gateway to judge. Null: there is no such section. */
const loopProcess = z
  .unknown()
  .optional()
  .transform((section) => processOwner.safeParse(section).data?.process ?? null);

/** What this service reads of a merchant. A merchant has one ERP. */
export const merchantSchema = z
  .object({ aims360: aims360Section.optional(), rlm: z.unknown().optional(), loop: loopProcess })
  .refine((merchant) => merchant.aims360 === undefined || merchant.rlm === undefined, {
    message: 'expected one ERP: either the section aims360 or the section rlm, not both',
    path: ['aims360'],
  })
  .superRefine(oneOwnerEach(claimsOf));
export type MerchantSections = z.infer<typeof merchantSchema>;

/** Two who do the same pay or credit twice. */
function claimsOf({
  aims360,
  loop,
}: {
  aims360?: Aims360Section | undefined;
  loop: typeof loopProcess._output;
}): Claim[] {
  if (aims360 === undefined) return [];
  const { createsRmas, processesOnCredit } = aims360.vendorLink;
  const link = (effect: string, key: string): Claim => {
    const instead = `switch that off in AIMS360 and say so in aims360.vendorLink.${key}`;
    return { effect, owner: 'vendor-link', path: ['aims360', 'vendorLink', key], instead };
  };
  const [create, process] = ['create the RMA', 'make Loop process a return'];
  return [
    ...(aims360.owner === 'us'
      ? [
          {
            effect: create,
            owner: 'backhaul' as const,
            path: ['aims360', 'owner'],
            instead: 'set aims360.owner to vendor-link',
          },
        ]
      : []),
    ...(createsRmas ? [link(create, 'createsRmas')] : []),
    ...(loop === null
      ? []
      : [{ effect: process, owner: loop, path: ['loop', 'process'], instead: 'set loop.process to vendor-link' }]),
    ...(processesOnCredit ? [link(process, 'processesOnCredit')] : []),
  ];
}

/** The store's decisions, as they are recorded with a return. One from before it went live is only observed. */
export function policyOf(section: Aims360Section, initiatedAt: Date): RmaPolicy {
  const policy = storePolicy(section);
  return isBeforeGoLive(section, initiatedAt) ? { ...policy, owner: 'observe-only' } : policy;
}

function storePolicy(section: Aims360Section): RmaPolicy {
  const { warehouse, secondsWarehouse = null, reason, customerAccount, debitReasons, ...rest } = section;
  const { owner, confirmCredit, postDebit, roundingCreditReason, toleranceCents, fee, creditIncludesTax } = rest;
  const { storeCredit, ...reasons } = debitReasons;
  return {
    ...{ owner, warehouse, secondsWarehouse, reason, customerAccount, confirmCredit, postDebit },
    ...{ debitReasons: { ...reasons, 'store-credit': storeCredit }, roundingCreditReason, toleranceCents },
    ...{ fee, creditIncludesTax },
  };
}

/** The store's decisions about exchange orders. */
export function exchangePolicyOf(section: Aims360Section): ExchangePolicy {
  const { importOrders, approveFirst, shippingType = null, paymentType = null, stagingMinutes } = section;
  return {
    importOrders,
    approveFirst,
    shippingType,
    paymentType,
    stagingMinutes,
    toleranceMinor: section.toleranceCents,
  };
}
