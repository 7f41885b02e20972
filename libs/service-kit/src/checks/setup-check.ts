import { BackhaulError } from '@backhaul/contracts';
import { codeOf } from '../code-of.js';

/** What a look at one thing of a merchant's set-up brought. */
export interface CheckResult {
  /** `warn`: it works, and something should be mended. */
  readonly status: 'ok' | 'warn' | 'fail';
  /** What is there, in words: `6 of 6 scopes`, `no webhook for return.closed`. */
  readonly found: string;
  /** What to do about it; null when nothing is to be done. */
  readonly remedy: string | null;
}

/** One thing that has to be right before a merchant's returns can flow. */
export interface SetupCheck {
  /** Whose side it is on: `Loop`, `Shopify`, `the warehouse`. */
  readonly system: string;
  /** `API key`, `webhooks` */
  readonly name: string;
  /** Only reads. May throw: that is a failed check. `signal` aborts when it takes too long. */
  run(signal: AbortSignal): Promise<CheckResult>;
}

/** What a check brought, with its name. */
export type CheckReport = Pick<SetupCheck, 'system' | 'name'> & CheckResult;

/** A command waits for the answers of all services. */
const TIMEOUT_MS = 20_000;

/** Runs all checks side by side; one that fails or hangs hides nothing of the others. */
export function runChecks(checks: readonly SetupCheck[], timeoutMs = TIMEOUT_MS): Promise<CheckReport[]> {
  return Promise.all(
    checks.map(async (check) => ({ system: check.system, name: check.name, ...(await resultOf(check, timeoutMs)) })),
  );
}

async function resultOf(check: SetupCheck, timeoutMs: number): Promise<CheckResult> {
  const giveUp = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<CheckResult>((resolve) => {
    timer = setTimeout(() => {
      resolve(failed(`no answer within ${timeoutMs / 1000} s`, 'See whether the system is up and can be reached.'));
      giveUp.abort();
    }, timeoutMs);
  });
  try {
    return await Promise.race([check.run(giveUp.signal), silence]);
  } catch (error) {
    return failed(wordsOf(error), 'Mend what it says, then check again.');
  } finally {
    clearTimeout(timer);
  }
}

const failed = (found: string, remedy: string): CheckResult => ({ status: 'fail', found, remedy });

/** Our own errors are written for people; of any other only the code, as a driver's message may carry a password. */
function wordsOf(error: unknown): string {
  if (error instanceof BackhaulError) return `${error.message} [${error.code}]`;
  return codeOf(error) ?? 'The check itself failed';
}
