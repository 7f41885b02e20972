import { randomUUID } from 'node:crypto';
import type { CheckResult, SetupCheck } from '@backhaul/service-kit';
import type { RlmSection, ThreePlSection } from './config.js';
import type { RlmPort, RlmWarehouse } from './rlm/port.js';
import type { ThreePlPort } from './three-pl/port.js';

/** Of a missed poll or two, nobody needs to hear. */
const LATE_POLLS = 3;

interface Parts {
  readonly rlm: RlmSection;
  readonly threepl: ThreePlSection;
  readonly erp: RlmPort;
  readonly warehouse: Pick<ThreePlPort, 'newsSince'>;
  /** When the warehouse's receipts were last read to the end; null before the first time. */
  lastPoll(): Promise<Date | null>;
  now(): Date;
}

const ok = (found: string): CheckResult => ({ status: 'ok', found, remedy: null });
const fail = (found: string, remedy: string): CheckResult => ({ status: 'fail', found, remedy });
const warn = (found: string, remedy: string): CheckResult => ({ status: 'warn', found, remedy });

/** What has to be right in a merchant's RLM and at its warehouse. Nothing is changed there. */
export function rlmChecks(parts: Parts): SetupCheck[] {
  const { erp, rlm } = parts;
  const [system, place] = ['RLM', 'the warehouse'];
  const warehouses = (signal: AbortSignal): Promise<RlmWarehouse[]> => {
    const id = `check:${randomUUID()}`;
    return erp.warehouses({ key: id, correlationId: id, signal });
  };
  return [
    {
      system,
      name: 'key, company and warehouse',
      run: async (signal) => returnWarehouse(await warehouses(signal), rlm.warehouse),
    },
    { system, name: 'second quality', run: async (signal) => secondQuality(await warehouses(signal)) },
    { system, name: 'locations of the shop', run: async (signal) => locations(await warehouses(signal)) },
    ...(parts.threepl.kind === 'edi'
      ? []
      : [{ system: place, name: 'address and key', run: (signal: AbortSignal) => answers(parts, signal) }]),
    { system: place, name: 'last poll', run: () => poll(parts) },
  ];
}

function returnWarehouse(all: readonly RlmWarehouse[], number: number): CheckResult {
  const numbers = all.map((one) => one.number).join(', ');
  if (all.some((one) => one.number === number)) return ok(`the key is taken; warehouse ${number} is there`);
  return fail(
    `the key is taken; there is no warehouse ${number}, only ${numbers || 'none'}`,
    'Correct rlm.warehouse, or rlm.company.',
  );
}

function secondQuality(all: readonly RlmWarehouse[]): CheckResult {
  const without = all.filter((one) => one.quality === 'first' && one.secondQualityWarehouse === null);
  if (without.length === 0) return ok('every first-quality warehouse has one for second quality');
  return warn(
    `no second-quality warehouse assigned to ${without.map(({ number }) => number).join(', ')}`,
    'Assign one in RLM: a refund of damaged goods that shipped from there is refused until then.',
  );
}

function locations(all: readonly RlmWarehouse[]): CheckResult {
  const selling = all.filter((one) => one.quality === 'first' && one.locationId !== null);
  if (selling.length === 0)
    return fail('no warehouse is mapped to a location of the shop', 'Set shopify_location_id in RLM.');
  return ok(selling.map(({ number, locationId }) => `${number} sells at ${locationId ?? ''}`).join(', '));
}

/** The first page since now. A warehouse by files is not asked: reading its folders files what lies there. */
async function answers({ warehouse, ...parts }: Parts, signal: AbortSignal): Promise<CheckResult> {
  const news = warehouse.newsSince(parts.now(), { correlationId: `check:${randomUUID()}`, signal });
  for await (const _page of news) break;
  return ok('it takes the key and lists receipts; whether it signs with threepl.webhookSecrets cannot be checked here');
}

async function poll({ threepl, ...parts }: Parts): Promise<CheckResult> {
  const last = await parts.lastPoll();
  if (last === null)
    return warn('it has not ended well yet', 'Wait for its first run; see the log when it does not come.');
  const seconds = Math.round((parts.now().getTime() - last.getTime()) / 1000);
  if (seconds <= threepl.pollSeconds * LATE_POLLS + 60) return ok(`ended well ${seconds} s ago`);
  return fail(
    `ended well last at ${last.toISOString()}`,
    'See the screen of ImportReturnReceipts; nothing of the warehouse is seen meanwhile but by webhook.',
  );
}
