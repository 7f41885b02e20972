import type { CheckResult, SetupCheck } from '@backhaul/service-kit';
import type { Clock } from '@backhaul/contracts';
import type { Pool } from 'pg';
import type { LoopSection } from '../config.js';
import type { LoopPort } from '../loop/port.js';
import { isOursAt, standingOf } from './wanted.js';

interface Parts {
  merchantId: string;
  section: LoopSection;
  client: LoopPort;
  pool: Pool;
  clock: Clock;
}

const DAY_MS = 24 * 3_600_000;
const DAYS_WITHOUT_WEBHOOK = 7;

const ok = (found: string): CheckResult => ({ status: 'ok', found, remedy: null });
const fail = (found: string, remedy: string): CheckResult => ({ status: 'fail', found, remedy });
const warn = (found: string, remedy: string): CheckResult => ({ status: 'warn', found, remedy });

/** What has to be right on the side of Loop before a merchant's returns can flow. */
export const loopChecks = (parts: Parts): SetupCheck[] => [
  { system: 'Loop', name: 'API key and scope returns', run: (signal) => readsReturns(parts, signal) },
  { system: 'Loop', name: 'webhooks', run: (signal) => hasWebhooks(parts, signal) },
  { system: 'Loop', name: 'webhook secrets', run: () => Promise.resolve(hasSecrets(parts)) },
  { system: 'Loop', name: 'webhooks received', run: () => receives(parts) },
  { system: 'Loop', name: 'sweep of changed returns', run: () => sweeps(parts) },
];

async function readsReturns({ client, clock }: Parts, signal: AbortSignal): Promise<CheckResult> {
  const to = clock.now();
  const window = { by: 'changed', state: 'open', from: new Date(to.getTime() - 60_000), to } as const;
  try {
    await client.changedReturns(window, signal)[Symbol.asyncIterator]().next();
    return ok('the key reads returns');
  } catch (error) {
    if (!isUnauthorized(error)) throw error;
    return fail(
      'Loop refuses the key: it is wrong, or lacks the scope returns',
      'In Loop Admin, Tools & integrations › Developer tools, tick Returns for the key, and set it as loop.apiKey.',
    );
  }
}

async function hasWebhooks({ client, section, merchantId }: Parts, signal: AbortSignal): Promise<CheckResult> {
  const { webhookUrl } = section;
  try {
    const { wanted, missing, inactive } = standingOf(await client.webhooks(signal), isOursAt(webhookUrl, merchantId));
    const idle = [
      ...missing.map(({ trigger }) => `no ${trigger}`),
      ...inactive.map(({ trigger }) => `${trigger} inactive`),
    ];
    if (idle.length === 0) return ok(`${wanted} of ${wanted} active`);
    const byItself = 'They are registered and activated by themselves every 15 minutes; see the log when they are not.';
    const byHand = `Set loop.webhookUrl, or register them by hand to …/webhooks/loop/${merchantId} as active.`;
    return fail(idle.join(', '), webhookUrl === undefined ? byHand : byItself);
  } catch (error) {
    if (!isUnauthorized(error)) throw error;
    const remedy = 'In Loop Admin, Developer tools, tick Developer tools for the key.';
    const found = 'Loop does not show its webhooks: the key lacks the scope developer_tools';
    return webhookUrl === undefined
      ? warn(found, `${remedy} Without it webhooks are registered by hand.`)
      : fail(found, remedy);
  }
}

function hasSecrets({ section: { webhookSecrets } }: Parts): CheckResult {
  if (webhookSecrets.length > 0) return ok(`${webhookSecrets.length} configured`);
  return fail(
    'none: every webhook is refused, and returns come by the sweep alone',
    'Loop shows the secret of each webhook in Developer tools, and tells it by no API. List them all as loop.webhookSecrets and restart.',
  );
}

async function receives({ pool, merchantId, clock }: Parts): Promise<CheckResult> {
  const { rows } = await pool.query<{ at: Date | null }>(
    `SELECT max(received_at) AS at FROM messaging.intake
     WHERE source = 'loop' AND merchant_id = $1 AND headers ->> 'via' = 'webhook'`,
    [merchantId],
  );
  const at = rows[0]?.at ?? null;
  const remedy =
    'See whether Loop reaches this service, and backhaul_webhooks_rejected_total: a wrong secret is counted there. The sweep finds everything meanwhile.';
  if (at === null) return warn('none so far', remedy);
  const found = `the last one at ${at.toISOString()}`;
  return clock.now().getTime() - at.getTime() < DAYS_WITHOUT_WEBHOOK * DAY_MS ? ok(found) : warn(found, remedy);
}

async function sweeps({ pool, merchantId, section, clock }: Parts): Promise<CheckResult> {
  const { rows } = await pool.query<{ at: Date }>(
    'SELECT finished_at AS at FROM sweep.watermark WHERE sweep = $1 AND merchant_id = $2',
    [`loop-returns-${merchantId}`, merchantId],
  );
  const at = rows[0]?.at;
  const remedy = 'The log says what the sweep runs into; it goes on by itself once that is mended.';
  if (at === undefined) return fail('it never came to its end', remedy);
  const isLate = clock.now().getTime() - at.getTime() > 3 * section.sweepSeconds * 1000 + 60_000;
  return isLate ? fail(`the last full one at ${at.toISOString()}`, remedy) : ok(`the last one at ${at.toISOString()}`);
}

const isUnauthorized = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'VENDOR_UNAUTHORIZED';
