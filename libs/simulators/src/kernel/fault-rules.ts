/** Which requests a fault hits; every part given must match. Patterns are regular expressions (as text when sent over HTTP). */
export interface FaultMatch {
  method?: string;
  path?: RegExp | string;
  /** Against the body's text: all GraphQL calls share one path. */
  body?: RegExp | string;
}

/** What goes wrong. */
export type FaultEffect =
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
  /** Never answers and was never executed; the socket stays open. */
  | { kind: 'timeout' }
  /** The connection breaks before anything is executed. */
  | { kind: 'reset' }
  /** Really executed and kept, but the answer is lost or replaced by that status. */
  | { kind: 'after-commit'; then: 'timeout' | 'reset' | number }
  | { kind: 'html'; status?: number }
  | { kind: 'rate-limit'; retryAfterSeconds: number; body?: unknown }
  | { kind: 'latency'; ms: number };

/** One fault: lets `after` matching requests pass (default 0), then hits `times` of them (default 1) or `always`. */
export type FaultRule = { match?: FaultMatch; after?: number; times?: number; always?: boolean } & FaultEffect;

/** The request as rules see it. */
export interface FaultSubject {
  method: string;
  path: string;
  body: string;
}

/** The faults of one simulator, in the order in which they were added; the first that matches is used. */
export class Faults {
  private rules: { rule: FaultRule; toPass: number; left: number }[] = [];

  add(rule: FaultRule): void {
    const left = rule.always === true ? Number.POSITIVE_INFINITY : (rule.times ?? 1);
    this.rules.push({ rule, toPass: rule.after ?? 0, left });
  }

  clear(): void {
    this.rules = [];
  }

  /** What is still armed. */
  list(): readonly FaultRule[] {
    return this.rules.map(({ rule }) => rule);
  }

  /** The fault for this request, used up by asking. */
  take(subject: FaultSubject): FaultRule | undefined {
    const matching = this.rules.filter(({ rule }) => matches(rule.match, subject));
    const entry = matching.find(({ toPass }) => toPass <= 0);
    // Every rule counts every request of its kind, whichever rule it is used up by.
    for (const each of matching) each.toPass -= 1;
    if (entry === undefined) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) this.rules = this.rules.filter((other) => other !== entry);
    return entry.rule;
  }
}

function matches(match: FaultMatch = {}, subject: FaultSubject): boolean {
  return (
    (match.method === undefined || match.method.toUpperCase() === subject.method) &&
    (match.path === undefined || new RegExp(match.path).test(subject.path)) &&
    (match.body === undefined || new RegExp(match.body).test(subject.body))
  );
}
