import type { CheckResult, SetupCheck } from '@backhaul/service-kit';
import { bellTopics } from '../bells/bell.js';
import type { ShopifySection } from '../config.js';
import type { ShopifyPort } from '../shopify/port.js';

/** Scopes that the calls of this service need (contracts/shopify.md §1), and what stops without each. */
const SCOPES: Readonly<Record<string, string>> = {
  read_orders: 'no order and no refund is seen',
  read_returns: 'no native exchange is seen',
  read_products: 'exchange orders have no barcodes and are not read',
  read_inventory: 'no stock level is set',
  write_inventory: 'no stock level is set',
};

/** Of a missed sweep or two, nobody needs to hear. */
const LATE_SWEEPS = 3;

interface Parts {
  section: ShopifySection;
  client: ShopifyPort;
  /** When the sweep of changed orders last ended well; null before the first time. */
  lastSweep(): Promise<Date | null>;
  now(): Date;
}

const ok = (found: string): CheckResult => ({ status: 'ok', found, remedy: null });
const fail = (found: string, remedy: string): CheckResult => ({ status: 'fail', found, remedy });
const warn = (found: string, remedy: string): CheckResult => ({ status: 'warn', found, remedy });

/** What has to be right in a merchant's shop. Only reads. */
export function shopChecks(parts: Parts): SetupCheck[] {
  let asked: Promise<string[]> | undefined;
  const granted: Granted = (signal) => (asked ??= parts.client.app.scopes(signal));
  const check = (name: string, run: SetupCheck['run']): SetupCheck => ({ system: 'Shopify', name, run });
  return [
    check('access token', (signal) => token(parts, granted(signal))),
    ...Object.entries(SCOPES).map(([scope, lost]) =>
      check(`scope ${scope}`, (signal) => hasScope(granted(signal), scope, lost)),
    ),
    check('orders older than 60 days', (signal) => oldOrders(granted(signal))),
    check('API version', (signal) => version(parts, granted(signal))),
    check('webhooks', (signal) => webhooks(parts, signal)),
    check('sweep of changed orders', () => sweep(parts)),
  ];
}

/** One question for all checks of a run. */
type Granted = (signal: AbortSignal) => Promise<string[]>;

async function token({ section }: Parts, granted: Promise<string[]>): Promise<CheckResult> {
  await granted;
  return ok(`${section.shop} takes our token`);
}

async function hasScope(granted: Promise<string[]>, scope: string, lost: string): Promise<CheckResult> {
  const scopes = await granted;
  if (scopes.includes(scope) || scopes.includes(scope.replace(/^read_/, 'write_'))) return ok('granted');
  return fail(
    `not granted: ${lost}`,
    `Add ${scope} to the scopes of the app in the Dev Dashboard, release that version and let the store accept it; then replay what is parked in /admin/intake.`,
  );
}

async function oldOrders(granted: Promise<string[]>): Promise<CheckResult> {
  if ((await granted).includes('read_all_orders')) return ok('visible (read_all_orders)');
  return warn(
    'not visible: a return of an older order is parked',
    'Ask Shopify for read_all_orders when returns may come later than 60 days after the order.',
  );
}

async function version({ client, section }: Parts, granted: Promise<string[]>): Promise<CheckResult> {
  await granted;
  const served = client.app.servedVersion;
  if (served === null) return warn('the shop does not say which version answers', 'Nothing can be done about it here.');
  if (served === section.apiVersion) return ok(`${served}, as pinned`);
  return fail(
    `${section.apiVersion} is pinned and ${served} answers`,
    `The pinned version has expired or is not there yet: set shopify.apiVersion to ${served}, once a release supports it.`,
  );
}

async function webhooks({ client, section }: Parts, signal: AbortSignal): Promise<CheckResult> {
  const { webhookUrl, sweepSeconds } = section;
  if (webhookUrl === undefined) {
    return warn(
      'shopify.webhookUrl is not set, so subscriptions are those of the app itself, which the API does not list',
      `Set shopify.webhookUrl, or see in the app's configuration that ${bellTopics.join(', ')} come here. Until then the sweep finds everything within ${sweepSeconds} s.`,
    );
  }
  const missing = await client.app.unsubscribed(bellTopics, webhookUrl, signal);
  if (missing.length === 0) return ok(`${bellTopics.length} of ${bellTopics.length} subscriptions`);
  return fail(
    `no subscription for ${missing.join(', ')} to ${webhookUrl}`,
    `They are made within ${sweepSeconds} s while the service runs. If the app's own configuration has them already, remove shopify.webhookUrl.`,
  );
}

async function sweep({ section, ...parts }: Parts): Promise<CheckResult> {
  const last = await parts.lastSweep();
  if (last === null)
    return warn('it has not ended well yet', 'Wait for its first run; see the log when it does not come.');
  const seconds = Math.round((parts.now().getTime() - last.getTime()) / 1000);
  if (seconds <= section.sweepSeconds * LATE_SWEEPS + 60) return ok(`ended well ${seconds} s ago`);
  return fail(
    `ended well last at ${last.toISOString()}`,
    'See the log for why it fails; orders that webhooks lose are not found meanwhile.',
  );
}
