import type { EffectCall, Settled } from '@backhaul/effects';
import type { Executed } from '@backhaul/service-kit';
import type { JobLogEntry } from '../jobs/job-log.js';
import { handWorkIn } from './hand-work.js';
import { jobs } from '../rlm-return-authorization/jobs.js';

/** What the vendor said to a call that had been made before, beside what was found then: `Refund ID Already Exists`. */
export const ALREADY = 'alreadyThere';

/** The item of a job that a call is about. */
export type ItemOfCall = Pick<JobLogEntry, 'job' | 'entity' | 'externalId' | 'document'> & {
  /** What it is when it went well. Default: `CREATED`. */
  readonly as?: 'CREATED' | 'UPDATED';
  /** What somebody should know of it, although it went well. */
  readonly warning?: string;
  /** Why nothing came of it, although it went well. */
  readonly skipped?: string;
};

type Row = Omit<JobLogEntry, 'at'>;

/** The row of a call that came to its end, or that a person has to look after. */
export function jobRow(
  call: EffectCall,
  { as = 'CREATED', skipped, warning, ...item }: ItemOfCall,
  settled: Settled,
): Row {
  const row = { ...item, merchantId: call.merchantId, returnId: call.subject, callKey: call.key };
  switch (settled.status) {
    case 'confirmed': {
      if (warning !== undefined) return { ...row, result: as, severity: 'WARN', message: warning };
      const message = skipped ?? alreadyIn(settled.result);
      return { ...row, result: message === null ? as : 'SKIPPED', severity: 'INFO', message };
    }
    case 'refused':
      if (handWorkIn(settled) !== null) return { ...row, result: 'SKIPPED', severity: 'INFO', message: settled.reason };
      return kindOf(settled.result) === 'skipped'
        ? { ...row, result: 'SKIPPED', severity: 'WARN', message: settled.reason }
        : { ...row, result: 'ERROR', severity: 'ERROR', message: settled.reason };
    case 'needs-person':
      return { ...row, result: 'ERROR', severity: 'ERROR', message: settled.reason };
  }
}

/** The decision for Loop, whichever call it followed from. */
export function decisionRows({ merchantId, subject: returnId }: EffectCall, led: readonly Executed<unknown>[]): Row[] {
  const about = {
    merchantId,
    job: jobs.exportReceipts,
    entity: 'return',
    externalId: returnId.slice(merchantId.length + 1),
  };
  const row = { ...about, returnId, callKey: null, document: null, result: 'CREATED' as const };
  return led
    .flatMap(({ events }) => events)
    .flatMap(({ type, data }): Row[] => {
      if (type === 'ReturnCleared') return [{ ...row, severity: 'INFO', message: null }];
      if (type !== 'ReturnHeld') return [];
      const { reasons } = data as { reasons: readonly { text: string }[] };
      return [{ ...row, severity: 'WARN', message: reasons.map(({ text }) => text).join('; ') }];
    });
}

/** The vendor's words for a call that had been made before; null for any other answer. */
export function alreadyIn(result: unknown): string | null {
  const message = (result as Record<string, unknown> | null)?.[ALREADY];
  return typeof message === 'string' ? message : null;
}

const kindOf = (result: unknown): unknown => (result as { kind?: unknown } | undefined)?.kind;
