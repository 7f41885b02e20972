import { oneOwnerEach, type Claim } from '@backhaul/erp-kit';
import { secret } from '@backhaul/service-kit';
import { z } from 'zod';
import { processOwners } from './loop-return/process-owner.js';

/** The section `loop` of a merchant. */
const loopSection = z.strictObject({
  baseUrl: z.url().default('https://api.loopreturns.com'),
  /** API version in the path (contracts/loop.md §1.1). */
  apiVersion: z.string().default('2026-07'),
  apiKey: secret(),
  /** One per webhook. Without any, webhooks are refused and returns come by the sweep alone. */
  webhookSecrets: z.array(secret()).default([]),
  /** How Loop reaches this service; set, webhooks are registered and kept active by ourselves. */
  webhookUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** How often changed returns are read, whatever webhooks said. */
  sweepSeconds: z.number().positive().default(300),
  /** How far the first sweep looks back. */
  lookBackDays: z.number().positive().max(365).default(30),
  /** Who makes Loop process a cleared return: we, or somebody else whom we only observe. */
  process: z.enum(processOwners).default('backhaul'),
  /**
   * How long an unanswered process call may still take effect before it counts as lost and is sent again. Longer than Loop's
   * queue on its worst day; beyond 25 minutes a person is asked instead.
   */
  processGraceSeconds: z.number().positive().max(1500).default(600),
  /** After how long a person is asked about a return that was queued and does not close. */
  processDeadlineSeconds: z.number().positive().default(3600),
  /** How long an answer may take. */
  timeoutSeconds: z.number().positive().max(25).default(15),
  /** Our own budget; the vendor allows 300 a minute and key. */
  callsPerMinute: z.int().positive().default(240),
});

export type LoopSection = z.infer<typeof loopSection>;

const vendorLink = z.object({ vendorLink: z.object({ processesOnCredit: z.boolean() }) });
/** Of an ERP's section only whether the vendor's own link makes Loop process; the rest is for the adapter to judge. */
const linkProcesses = z
  .unknown()
  .optional()
  .transform((section) => vendorLink.safeParse(section).data?.vendorLink.processesOnCredit === true);
const ERPS = ['aims360', 'rlm'] as const;
type Sections = { loop?: LoopSection | undefined } & Record<(typeof ERPS)[number], boolean>;

/** What this service reads of a merchant; a merchant without the section is not ours. */
export const merchantSchema = z
  .object({ loop: loopSection.optional(), aims360: linkProcesses, rlm: linkProcesses })
  .superRefine(oneOwnerEach(claimsOf));
export type MerchantSections = z.infer<typeof merchantSchema>;

/** Two who make Loop process are two refunds. */
function claimsOf({ loop, ...erps }: Sections): Claim[] {
  if (loop === undefined) return [];
  const effect = 'make Loop process a return';
  const links = ERPS.flatMap((erp): Claim[] => {
    if (!erps[erp]) return [];
    const path = [erp, 'vendorLink', 'processesOnCredit'];
    return [{ effect, owner: 'vendor-link', path, instead: `switch that off in ${erp} and say so here` }];
  });
  const own: Claim = {
    effect,
    owner: loop.process,
    path: ['loop', 'process'],
    instead: 'set loop.process to vendor-link',
  };
  return [own, ...links];
}
