import type { EffectHandler } from '../handler.js';
import type { CallsTable } from './calls-table.js';
import type { ClaimedCall } from './claimed-call.js';
import type { RunnerSettings } from './options.js';
import type { RunnerTotals } from './totals.js';

/** What it takes to carry one claimed call one step. */
export interface Step {
  settings: RunnerSettings;
  table: CallsTable;
  handler: EffectHandler;
  totals: RunnerTotals;
  signal: AbortSignal;
}

/** What a log line says about a call: never its payload. */
export function factsOf({ call }: ClaimedCall): object {
  return {
    key: call.key,
    kind: call.kind,
    merchantId: call.merchantId,
    subject: call.subject,
    correlationId: call.correlationId,
    attempt: call.attempt,
  };
}
