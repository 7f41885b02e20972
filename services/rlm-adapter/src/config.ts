import { isBeforeGoLive, oneOwnerEach, ownedBy, storeSettings, type Claim } from '@backhaul/erp-kit';
import { secret } from '@backhaul/service-kit';
import { z } from 'zod';
import type { ExchangePolicy } from './exchange-order/policy.js';
import { jobNames, type JobName } from './jobs/names.js';
import { jobs } from './rlm-return-authorization/jobs.js';
import { receivingDays } from './receiving-days.js';
import type { RaPolicy } from './rlm-return-authorization/policy.js';
import { ediSection } from './three-pl/edi/section.js';
import { shipBobSection } from './three-pl/shipbob/section.js';
import { shipHeroSection } from './three-pl/shiphero/section.js';

/** The part `soap` of the section `rlm`: RLM's legacy SOAP services, and what they cannot tell (contracts/rlm-and-3pl.md §1.2). */
const soapSection = z.strictObject({
  /** Where the services are on the host of `baseUrl`. */
  servicePath: z.string().regex(/^(\/[\w.-]+)+$/, 'expected a path such as /OAKLINEN/services'),
  /** Who calls; the key is `apiKey`. */
  user: z.string().min(1),
  /** How often credits are looked at for refunds that a person enters. */
  lookSeconds: z.number().positive().default(300),
  /** The services have no warehouses, so they stand here. */
  warehouses: z
    .array(
      z.strictObject({
        number: z.int().positive(),
        quality: z.enum(['first', 'second']).default('first'),
        /** Where the shop sells from it; without one its stock is not exported. */
        locationId: z.string().min(1).exactOptional(),
        /** Where second quality goes that came back to it. */
        secondQualityWarehouse: z.int().positive().exactOptional(),
      }),
    )
    .min(1),
});
export type SoapSection = z.infer<typeof soapSection>;

/** Each job's interval, by its name; the warehouse's receipts have theirs in `threepl.pollSeconds`. */
const jobsWithInterval = z.enum(jobNames).exclude([jobs.importReceipts]);
const jobSettings = z.strictObject({ everySeconds: z.number().min(1).default(900) });

/** Mapping tables whose words may have to be mapped before a return goes on. */
const tableNames = ['reason', 'warehouse', 'item'] as const;
export type TableName = (typeof tableNames)[number];

const trigger = ownedBy('backhaul', 'vendor-link').default('backhaul');
/** Who does what: we, or somebody else, whom we then follow. */
const triggers = z.strictObject({
  /** Who makes and cancels RAs: we, or RLM's own job. */
  ra: trigger,
  refundImport: trigger,
  orderImport: ownedBy('backhaul', 'vendor-link', 'person').default('backhaul'),
  inventoryExport: trigger,
});
/** What RLM's own jobs may do instead of us. */
export type Trigger = keyof z.infer<typeof triggers>;

const live = z.boolean().default(false);
/** Jobs of RLM's own that are switched on at the merchant, by the names of their screens. */
const ownJobs = z.strictObject({
  loopImportReturnAuthorizations: live,
  loopExportReturnReceipts: live,
  shopifyImportRefunds: live,
  shopifyImportOrders: live,
  shopifyExportInventory: live,
});

/** The section `rlm` of a merchant. */
export const rlmSection = z.strictObject({
  ...storeSettings,
  /** How we talk to RLM; `soap` needs the part `soap`. */
  transport: z.enum(['rest', 'soap']).default('rest'),
  soap: soapSection.exactOptional(),
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
  /** What becomes of a return whose only fault is second quality (contracts/rlm-and-3pl.md §3.2). */
  secondQualityAction: z.enum(['flag', 'process']).default('flag'),
  triggers: triggers.prefault({}),
  ownJobs: ownJobs.prefault({}),
  /** Tables in which every word has to have an entry of its own: the defaults do not count for them. */
  requireMapping: z.array(z.enum(tableNames)).default([]),
  /** How often RAs are read, and what RLM's own jobs have done. */
  pollSeconds: z.number().positive().default(60),
  /** Our own budget; the vendor allows 60 a minute. */
  callsPerMinute: z.int().positive().default(50),
  /** The legacy system was slow and large; a known client waits this long (contracts/rlm-and-3pl.md §8). */
  timeoutSeconds: z.number().positive().default(120),
  /** Stock that the shop restocked and RLM has not yet: held back from the export, or exported and reported. */
  inventoryExport: z.enum(['hold', 'report']).default('hold'),
  jobs: z.partialRecord(jobsWithInterval, jobSettings).default({}),
  /** How exchange orders come into RLM (contracts/rlm-and-3pl.md §7). */
  exchange: z
    .strictObject({
      /** Code of the misc. charge that takes the returned value off. */
      miscChargeCode: z.string().min(1).max(10).default('LOOPEXC'),
      /** Number of the warehouse that ships them; by default the one that returned goods go to. */
      warehouse: z.int().positive().optional(),
      /** Days from the order to the first day on which it may be shipped, and from there to the last. */
      startInDays: z.int().min(0).max(365).default(0),
      cancelAfterDays: z.int().min(1).max(365).default(30),
      /** Up to how many cents shop and Loop may disagree about what was paid. */
      toleranceCents: z.int().min(0).max(100).default(2),
      /** How often RLM is asked for orders that others bring in or change. */
      lookSeconds: z.number().positive().default(60),
    })
    .prefault({}),
});
export type RlmSection = z.infer<typeof rlmSection>;

/** The section `threepl` of a merchant whose warehouse has the REST API of contracts/rlm-and-3pl.md §4.2. */
const restSection = z.strictObject({
  // Optional inside, so that a section without it is told apart, too.
  kind: z.literal('rest').optional().default('rest'),
  baseUrl: z.url(),
  apiKey: secret(),
  clientCode: z.string().min(1),
  warehouseCode: z.string().min(1),
  /** One, or two while it is rotated. */
  webhookSecrets: z.array(secret()).min(1),
  ...receivingDays,
  /** How often receipts are read, whatever webhooks said. */
  pollSeconds: z.number().positive().default(60),
  callsPerMinute: z.int().positive().default(120),
  timeoutSeconds: z.number().positive().default(30),
});
export type RestSection = z.infer<typeof restSection>;

/** The section `threepl` of a merchant: the warehouse that receives the goods. */
export const threePlSection = z.discriminatedUnion('kind', [ediSection, shipBobSection, shipHeroSection, restSection]);
export type ThreePlSection = z.infer<typeof threePlSection>;

const processOwner = z.object({ process: z.enum(['backhaul', 'vendor-link', 'loop', 'person']).default('backhaul') });
/** Of Loop's section only who makes it process; the rest is for its gateway to judge. Null: there is no such section. */
const loopProcess = z
  .unknown()
  .optional()
  .transform((section) => processOwner.safeParse(section).data?.process ?? null);

/** What this service reads of a merchant. RLM needs a warehouse link (contracts/rlm-and-3pl.md §1.1). */
export const merchantSchema = z
  .object({ rlm: rlmSection.optional(), threepl: threePlSection.optional(), loop: loopProcess })
  .refine(({ rlm }) => rlm?.transport !== 'soap' || rlm.soap !== undefined, {
    message: 'expected the part soap: the legacy services need a path, a user and the warehouses',
    path: ['rlm', 'soap'],
  })
  .refine((merchant) => (merchant.rlm === undefined) === (merchant.threepl === undefined), {
    message: 'expected both sections rlm and threepl, or neither: the RA has to reach a warehouse',
    path: ['threepl'],
  })
  .superRefine(oneOwnerEach(claimsOf));
export type MerchantSections = z.infer<typeof merchantSchema>;

/** Two who do the same make every document twice. In shadow mode nothing is ours. */
function claimsOf({ rlm, loop }: { rlm?: RlmSection | undefined; loop: typeof loopProcess._output }): Claim[] {
  if (rlm === undefined) return [];
  const { triggers: ours, ownJobs: theirs, mode } = rlm;
  const own = (effect: string, key: keyof typeof theirs): Claim[] => {
    const instead = `switch that job off in RLM and say so in rlm.ownJobs.${key}`;
    return theirs[key] ? [{ effect, owner: 'vendor-link', path: ['rlm', 'ownJobs', key], instead }] : [];
  };
  const by = (effect: string, key: Trigger): Claim[] => {
    const instead = `set rlm.triggers.${key} to vendor-link`;
    const isOurs = ours[key] === 'backhaul' && mode !== 'shadow';
    return isOurs ? [{ effect, owner: 'backhaul', path: ['rlm', 'triggers', key], instead }] : [];
  };
  const process = 'make Loop process a return';
  return [
    ...by('make the RA', 'ra'),
    ...own('make the RA', 'loopImportReturnAuthorizations'),
    ...by('import refunds', 'refundImport'),
    ...own('import refunds', 'shopifyImportRefunds'),
    ...by('import exchange orders', 'orderImport'),
    ...own('import exchange orders', 'shopifyImportOrders'),
    ...by('export the stock', 'inventoryExport'),
    ...own('export the stock', 'shopifyExportInventory'),
    ...(loop === null
      ? []
      : [{ effect: process, owner: loop, path: ['loop', 'process'], instead: 'set loop.process to vendor-link' }]),
    ...own(process, 'loopExportReturnReceipts'),
  ];
}

/** Where the store's returns belong and what it has decided, as it is recorded with each return. One from before it went live is only observed. */
export function policyOf(
  rlm: RlmSection,
  threepl: Pick<RestSection, 'finalWithinDays' | 'neverArrivesDays'>,
  initiatedAt: Date,
): RaPolicy {
  const { company, division = null, account, store, warehouse, secondQualityAction: secondQuality } = rlm;
  const { finalWithinDays, neverArrivesDays } = threepl;
  return {
    ...{ company, division, account, store, warehouse },
    receiving: { secondQuality, finalWithinDays, neverArrivesDays },
    owner: isBeforeGoLive(rlm, initiatedAt) ? 'observe-only' : 'us',
    exportsStock: rlm.triggers.inventoryExport === 'backhaul',
  };
}

/** How often a job of a merchant looks by itself for what it was not told. */
export function everySecondsOf({ rlm, threepl }: MerchantSections, job: JobName): number {
  if (job === jobs.importReceipts) return threepl?.pollSeconds ?? jobSettings.parse({}).everySeconds;
  return (rlm?.jobs[job] ?? jobSettings.parse({})).everySeconds;
}

/** The store's decisions about exchange orders, as they are recorded with each of them. */
export function exchangePolicyOf({ rlm, timeZone }: { rlm: RlmSection; timeZone: string }): ExchangePolicy {
  const { account, store, warehouse, exchange, triggers } = rlm;
  const { miscChargeCode, startInDays, cancelAfterDays, toleranceCents } = exchange;
  return {
    owner: triggers.orderImport === 'backhaul' ? 'us' : triggers.orderImport,
    ...{ account, store, warehouse: exchange.warehouse ?? warehouse, miscChargeCode },
    ...{ startInDays, cancelAfterDays, timeZone, toleranceMinor: toleranceCents },
  };
}
