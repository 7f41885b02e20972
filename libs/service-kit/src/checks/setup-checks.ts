import type { SetupCheck } from './setup-check.js';

/** What a service has to say about a merchant's set-up. Exists from the start; filled when the service runs. */
export class SetupChecks {
  #of: (merchantId: string) => readonly SetupCheck[] = () => [];

  /** Where the checks of a merchant come from. */
  from(checksOf: (merchantId: string) => readonly SetupCheck[]): void {
    this.#of = checksOf;
  }

  of(merchantId: string): readonly SetupCheck[] {
    return this.#of(merchantId);
  }
}
