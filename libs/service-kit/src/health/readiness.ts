import { codeOf } from '../code-of.js';

/** One thing that must work before traffic comes: throws, or answers with a word about its state. */
export interface ReadinessCheck {
  name: string;
  check(): Promise<string | void>;
}

/** Answer of GET /health/ready. */
export interface ReadinessReport {
  ready: boolean;
  checks: Record<string, { ok: boolean; detail?: string }>;
}

const TIMEOUT_MS = 2_000;

/** Whether the service can do its work now. Collected while the service boots, asked by the orchestrator. */
export class Readiness {
  readonly #checks: ReadinessCheck[] = [];

  add(check: ReadinessCheck): void {
    this.#checks.push(check);
  }

  async report(): Promise<ReadinessReport> {
    const results = await Promise.all(this.#checks.map(async (check) => [check.name, await outcomeOf(check)] as const));
    return { ready: results.every(([, { ok }]) => ok), checks: Object.fromEntries(results) };
  }
}

async function outcomeOf(one: ReadinessCheck): Promise<{ ok: boolean; detail?: string }> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), TIMEOUT_MS).unref();
  });
  try {
    const detail = await Promise.race([one.check(), timeout]);
    return typeof detail === 'string' ? { ok: true, detail } : { ok: true };
  } catch (error) {
    // The code only: a driver's message may carry an address with a password.
    return { ok: false, detail: codeOf(error) ?? 'NOT_READY' };
  } finally {
    clearTimeout(timer);
  }
}
