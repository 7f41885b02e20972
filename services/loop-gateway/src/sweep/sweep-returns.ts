import type { Clock } from '@backhaul/contracts';
import type { Intake } from '@backhaul/messaging';
import type { SweepDefinition } from '@backhaul/service-kit';
import { SWEEP_SOURCE } from '../bell-handler.js';
import type { LoopSection } from '../config.js';
import type { LoopPort } from '../loop/port.js';

/** All five: left out, cancelled returns and those in review are silently missing (contracts/loop.md §2.1). */
const STATES = ['open', 'review', 'closed', 'cancelled', 'expired'];
const OVERLAP_MS = 10 * 60_000;
const DAY_MS = 24 * 3_600_000;
/** A window may span 120 days at most. */
const MAX_WINDOW_MS = 119 * DAY_MS;

interface Parts {
  merchants: readonly { id: string; loop: LoopSection }[];
  clients: { of(merchantId: string): LoopPort };
  intake: Intake;
  clock: Clock;
}

/** Finds what webhooks lost: every return that changed rings the same bell that its webhook would have rung. */
export function sweepReturns({ merchants, clients, intake, clock }: Parts): SweepDefinition[] {
  return merchants.map(({ id: merchantId, loop }) => ({
    name: `loop-returns-${merchantId}`,
    everyMs: loop.sweepSeconds * 1000,
    merchants: [merchantId],
    async run({ watermark, signal }) {
      const to = clock.now();
      const since = watermark === null ? to.getTime() - loop.lookBackDays * DAY_MS : Date.parse(watermark) - OVERLAP_MS;
      for (const window of windows(since, to.getTime())) {
        for (const state of STATES)
          await ring(clients.of(merchantId), intake, merchantId, { state, ...window }, signal);
      }
      return to.toISOString();
    },
  }));
}

function windows(since: number, to: number): { from: Date; to: Date }[] {
  const list: { from: Date; to: Date }[] = [];
  for (let from = since; from < to; from += MAX_WINDOW_MS) {
    list.push({ from: new Date(from), to: new Date(Math.min(from + MAX_WINDOW_MS, to)) });
  }
  return list;
}

async function ring(
  client: LoopPort,
  intake: Intake,
  merchantId: string,
  window: { state: string; from: Date; to: Date },
  signal: AbortSignal,
): Promise<void> {
  for await (const page of client.changedReturns(window, signal)) {
    for (const { externalReturnId, state, updatedAt } of page) {
      const body = Buffer.from(JSON.stringify({ topic: 'return', id: externalReturnId }));
      const dedupeKey = `sweep:${externalReturnId}:${updatedAt}:${state}`;
      await intake.accept({
        source: SWEEP_SOURCE,
        merchantId,
        dedupeKey,
        lane: `${merchantId}-${externalReturnId}`,
        body,
        headers: {},
      });
    }
  }
}
