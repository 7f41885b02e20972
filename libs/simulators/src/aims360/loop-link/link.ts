import type { Kernel } from '../../kernel/index.js';
import { warehouseByCode } from '../masters/lookup.js';
import type { Rma } from '../rma/entities.js';
import type { AimsState, Tenant } from '../state.js';
import type { LoopLink, LoopLinkSettings } from './entities.js';
import { askToProcess, subscribeToReturns } from './loop-api.js';

const PROCESS = 'aims360/loop-process';

/** Where Loop's webhooks for the vendor's link arrive: no part of the public API. */
export const loopWebhookPath = (accountCode: string): string => `/runway/loop/${accountCode}`;

export const note = (link: LoopLink, at: Date, returnId: string, did: string): void =>
  void link.log.push({ at: at.toISOString(), returnId, did });

/**
 * Switches the vendor's Loop link on, also in mid-life, or off (null). Registers its webhook at Loop when it makes RMAs; throws
 * when Loop refuses the key.
 */
export const setLoopLink = async (
  { url }: Kernel<AimsState>,
  tenant: Tenant,
  settings: LoopLinkSettings | null,
): Promise<void> => {
  if (settings === null) {
    tenant.loopLink = null;
    return;
  }
  const { warehouse = 'MAIN', reason = 'OTHER' } = settings;
  warehouseByCode(tenant, warehouse);
  if (settings.createsRmas) await subscribeToReturns(settings, `${url()}${loopWebhookPath(tenant.accountCode)}`);
  tenant.loopLink = { ...settings, warehouse, reason, log: tenant.loopLink?.log ?? [] };
};

/** Credit › Confirm at the screen or over the API: with the link on, Loop is asked to process the return. */
export const credited = ({ timers }: Kernel<AimsState>, tenant: Tenant, rma: Rma): void => {
  if (tenant.loopLink?.processesOnCredit !== true || rma.thirdPartyReturnID === null) return;
  timers.after(0, PROCESS, { accountCode: tenant.accountCode, returnId: rma.thirdPartyReturnID });
};

/** The link's calls to Loop, outside of the request that caused them. */
export const runLoopLink = ({ state, clock, timers }: Kernel<AimsState>): void => {
  timers.handle<{ accountCode: string; returnId: string }>(PROCESS, async ({ accountCode, returnId }) => {
    const link = state.tenants[accountCode]?.loopLink ?? null;
    if (link === null) return;
    const did = await askToProcess(link, returnId).catch((error: unknown) => `failed: ${String(error)}`);
    note(link, clock.now(), returnId, did);
  });
};
