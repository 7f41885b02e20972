import type { Clock } from '@backhaul/contracts';
import type { SweepDefinition } from '@backhaul/service-kit';
import { fingerprint } from '../aims360/fingerprint.js';
import type { Changed } from '../aims360/port.js';
import { Recent } from '../aims360/recent.js';

/** What is committed late is read all the same (contracts/aims360.md §1.3). */
const OVERLAP_MS = 5 * 60_000;
const FIRST_LOOK_BACK_MS = 24 * 3_600_000;
/** What is remembered as taken in. Beyond it, a change is taken in once more, which does nothing. */
const MOST_KNOWN = 5_000;

interface Parts<T> {
  readonly name: string;
  readonly merchantId: string;
  readonly everySeconds: number;
  readonly clock: Clock;
  read(since: Date, signal: AbortSignal): AsyncIterable<readonly Changed<T>[]>;
  /** Told of each change at least once. `false`: nobody knows what it belongs to yet, so it is told again with the overlap. */
  observe(what: T): Promise<boolean | void>;
}

/**
 * Reads what changed since the last look, by the ERP's clock: ours may differ from it by more than the overlap. One change that
 * cannot be taken in holds back the mark, not the other changes.
 */
export function sweepOfChanges<T>({ name, merchantId, everySeconds, clock, ...parts }: Parts<T>): SweepDefinition {
  let known: ReadonlySet<string> = new Set();
  return {
    name: `${name}-${merchantId}`,
    everyMs: everySeconds * 1000,
    merchants: [merchantId],
    async run({ watermark, signal }) {
      const now = clock.now().getTime();
      const since = watermark === null ? now - FIRST_LOOK_BACK_MS : Date.parse(watermark) - OVERLAP_MS;
      const taken = new Recent<string>(MOST_KNOWN);
      const failures: unknown[] = [];
      let last = watermark;
      for await (const page of parts.read(new Date(since), signal)) {
        for (const { changedAt, what } of page) {
          signal.throwIfAborted();
          last = last === null || changedAt > last ? changedAt : last;
          const print = fingerprint(what);
          // The overlap shows the same again and again: what was taken in unchanged needs no transaction.
          const done = known.has(print) || (await succeeds(() => parts.observe(what), failures));
          if (done) taken.keep(print, changedAt);
        }
      }
      const again = failures.length > 0 || last === null ? since : Math.min(Date.parse(last), now) - OVERLAP_MS;
      known = new Set([...taken.entries()].flatMap(([print, at]) => (Date.parse(at) >= again ? [print] : [])));
      if (failures.length > 0) throw failures[0];
      return last === null ? null : new Date(Math.min(Date.parse(last), now)).toISOString();
    },
  };
}

async function succeeds(work: () => Promise<boolean | void>, failures: unknown[]): Promise<boolean> {
  try {
    return (await work()) !== false;
  } catch (error) {
    failures.push(error);
    return false;
  }
}
