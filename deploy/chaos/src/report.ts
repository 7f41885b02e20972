import { checks } from './checks/all.js';
import type { Outcome } from './chaos.js';
import type { Evidence } from './evidence/evidence.js';

/** A check and what it found. */
export interface Finding {
  readonly promise: string;
  readonly count: number;
  readonly violations: readonly string[];
}

/** Looks at what is left. */
export function judge(evidence: Evidence): Finding[] {
  return checks.map((check) => ({
    promise: check.promise,
    count: check.count(evidence),
    violations: check.violations(evidence),
  }));
}

/** True when every promise was kept and the run came to its end. */
export const isGood = ({ ending }: Outcome, findings: readonly Finding[]): boolean =>
  ending === 'quiet' && findings.every(({ violations }) => violations.length === 0);

/** Of one check, so many violations are told; the number tells the rest. */
const TOLD = 12;

/** The table, what differs, and in how far the plan was played. */
export function report(outcome: Outcome, findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ promise }) => promise.length));
  const rows = findings.map(({ promise, count, violations }) => {
    const verdict = violations.length === 0 ? 'holds' : `${violations.length} BROKEN`;
    return `${promise.padEnd(width)}  ${String(count).padStart(8)}  ${verdict}`;
  });
  const broken = findings.filter(({ violations }) => violations.length > 0);
  return [
    `${'promise'.padEnd(width)}  ${'checked'.padStart(8)}  verdict`,
    ...rows,
    '',
    ...played(outcome),
    ...broken.flatMap(({ promise, violations }) => ['', `NOT kept: ${promise}`, ...told(violations)]),
  ].join('\n');
}

function told(violations: readonly string[]): string[] {
  const rest = violations.length - TOLD;
  return [...violations.slice(0, TOLD).map((line) => `  ${line}`), ...(rest > 0 ? [`  … and ${rest} more`] : [])];
}

function played({ evidence, ending, seconds, faults, kills, restarts }: Outcome): string[] {
  const returns = evidence.submitted.length;
  const endings = { quiet: 'all quiet', standstill: 'NOTHING MOVED ANY MORE', 'time is up': 'TIME WAS UP' };
  const events = Object.values(evidence.stores).reduce((sum, { events: own }) => sum + own.length, 0);
  return [
    `${returns} returns, ${events} events in ${seconds} s, then ${endings[ending]}`,
    `${faults.hit} of ${faults.planned} vendor faults hit, ${kills} processes killed, ${restarts} server restarts`,
    ...faults.armed.map((fault) => `  never reached: ${fault}`),
  ];
}
