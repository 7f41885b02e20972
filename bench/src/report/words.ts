import type { Bar, Latency, Row } from '../harness/benchmark.js';
import type { Environment } from './environment.js';

/** Three digits are more than a benchmark knows; small numbers keep their digits behind the point. */
export function numberOf(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', { minimumFractionDigits: 0, maximumFractionDigits: digits });
}

const withUnit = (value: number, unit: string): string => `${numberOf(value)}${unit === '×' ? '' : ' '}${unit}`;

export const measureOf = ({ value, unit }: Row): string => withUnit(value, unit);

export function latencyOf({ p50Ms, p95Ms, p99Ms }: Latency): string {
  return `${numberOf(p50Ms)} / ${numberOf(p95Ms)} / ${numberOf(p99Ms)} ms`;
}

/** `0.81× of ≥ 0.7×: reached`, or by how much it is missed. */
export function barOf({ what, measured, bar, unit, kind, reached }: Bar): string {
  const asked = `${kind === 'at least' ? '≥' : '≤'} ${withUnit(bar, unit)}`;
  const missedBy = `missed by ${numberOf((Math.abs(measured - bar) / bar) * 100)} %`;
  return `${what} ${withUnit(measured, unit)} (${asked}): ${reached ? 'reached' : missedBy}`;
}

/** Hardware and durability in a few lines. */
export function environmentLines({ cpu, cores, memoryGb, system, node, postgres, kafka }: Environment): string[] {
  const lines = [`${cpu}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}; servers on the same machine`];
  if (postgres !== undefined) {
    const { version, fsync, synchronousCommit, fullPageWrites, sharedBuffers } = postgres;
    lines.push(
      `Postgres ${version}: fsync ${fsync}, synchronous_commit ${synchronousCommit}, full_page_writes ${fullPageWrites}, shared_buffers ${sharedBuffers}`,
    );
  }
  if (kafka !== undefined) {
    const { version, brokers, replication, minInsyncReplicas, acks, flushMessages } = kafka;
    lines.push(
      `Kafka ${version}: ${brokers} broker, replication ${replication}, min.insync.replicas ${minInsyncReplicas}, acks ${acks}, fsync ${flushMessages === '9223372036854775807' ? 'left to the operating system' : `every ${flushMessages} messages`}`,
    );
  }
  return lines;
}
