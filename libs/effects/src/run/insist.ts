import { isPermanent } from './failure.js';
import { pause } from './wait.js';

/**
 * Repeats a write of ours while the database is away, for up to `forMs`: what the vendor answered is known only in this process, and
 * letting go of it at the first lost connection would put the call in doubt for nothing.
 */
export async function insist<T>(forMs: number, write: () => Promise<T>): Promise<T> {
  const until = performance.now() + forMs;
  for (let wait = 50; ; wait = Math.min(wait * 2, 1000)) {
    try {
      return await write();
    } catch (error) {
      if (isPermanent(error) || performance.now() + wait > until) throw error;
      await pause(wait);
    }
  }
}
