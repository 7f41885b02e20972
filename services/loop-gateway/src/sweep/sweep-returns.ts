import type { Clock } from '@backhaul/contracts';
import type { Intake } from '@backhaul/messaging';
import type { SweepDefinition } from '@backhaul/service-kit';
import { ring } from '../bells/ring.js';
import type { LoopSection } from '../config.js';
import { bellOf } from '../loop/bell.js';
import type { ChangeWindow, LoopPort } from '../loop/port.js';

/** All five: left out, cancelled returns and those in review are silently missing (contracts/loop.md §2.1). */
export const STATES = ['open', 'review', 'closed', 'cancelled', 'expired'];
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
        for (const state of STATES) {
          await ringAll(clients.of(merchantId), intake, merchantId, { by: 'changed', state, ...window }, signal);
        }
      }
      return to.toISOString();
    },
  }));
}

/** The whole time in parts that may be asked for, each of `span` at most. */
export function windows(since: number, to: number, span = MAX_WINDOW_MS): { from: Date; to: Date }[] {
  const list: { from: Date; to: Date }[] = [];
  for (let from = since; from < to; from += span) {
    list.push({ from: new Date(from), to: new Date(Math.min(from + span, to)) });
  }
  return list;
}

/** What is listed again because of the overlap rings no second time. */
async function ringAll(
  client: LoopPort,
  intake: Intake,
  merchantId: string,
  window: ChangeWindow,
  signal: AbortSignal,
): Promise<void> {
  for await (const page of client.changedReturns(window, signal)) {
    for (const { externalReturnId, state, updatedAt } of page) {
      const dedupeKey = `${externalReturnId}:${updatedAt.toISOString()}:${state}`;
      const body = bellOf(externalReturnId, updatedAt);
      await ring(intake, { via: 'sweep', merchantId, lane: externalReturnId, dedupeKey, body });
    }
  }
}
